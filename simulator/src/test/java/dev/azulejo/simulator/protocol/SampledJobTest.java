package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.TileEnhancer;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.tiling.SampleLayout;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.simulator.attempt.JobHistory;
import dev.azulejo.simulator.image.RawEncoder;
import dev.azulejo.simulator.image.RawImage;
import dev.azulejo.simulator.protocol.Fuse.Killed;
import dev.azulejo.simulator.protocol.Fuse.Moment;
import dev.azulejo.storage.JobStorage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Jobs of a model that looks at the whole image at once.
@Tag("slow")
class SampledJobTest {
    private static final int STRIP_ROWS = 64;
    private static final Order ORDER = order(0, 2);

    @TempDir
    Path folder;

    private Disks disks = Disks.inMemory(Path.of(""));
    private final MeanModel model = new MeanModel();

    @BeforeEach
    void source() {
        disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), RawImage.file(image(1, 70, 50, 3)));
    }

    /// Small images are their own sample; of the larger one, eight crops are.
    @ParameterizedTest(name = "{0}x{1}, {2} bands, tiles of {3}, {4} to a shard, on {5} threads")
    @CsvSource({
        "70, 50, 3, 0, 4, 1",
        "70, 50, 3, 0, 100, 3",
        "70, 50, 4, 48, 1, 2",
        "69, 51, 3, 64, 2, 2",
        "3, 2, 3, 0, 0, 1",
        "300, 259, 3, 96, 3, 2",
        "300, 259, 3, 400, 1, 1",
        "300, 259, 2, 120, 100, 3"
    })
    void tilesAreTheWholeImage(int width, int height, int bands, int side, int shardTiles, int threads) {
        var image = image(1, width, height, bands);
        disks.inbox().put(Disks.SOURCE.key(), RawImage.file(image));
        assertThat(enhance(order(side, shardTiles), threads)).isInstanceOf(Succeeded.class);
        assertThat(disks.result()).isEqualTo(whole(image));
        assertThat(model.fits).hasValue(1);
    }

    @Test
    void withoutTheSampleTilesWouldNotBeTheWholeImage() {
        var image = image(1, 70, 50, 3);
        var tile = new Tile(0, image.bounds(), new Size(72, 52).bounds());
        var other = image(2, 70, 50, 3);
        assertThat(enhanced(image, tile, image).samples())
                .isNotEqualTo(enhanced(image, tile, other).samples());
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void whereverARunDiesTheNextOneFinishesItsJob(Moment moment) {
        var expected = whole(image(1, 70, 50, 3));
        for (int call = 0; ; call++) {
            disks = Disks.inMemory(folder);
            disks.inbox().put(Disks.SOURCE.key(), RawImage.file(image(1, 70, 50, 3)));
            var fuse = new Fuse(call, moment);
            try (var first = new Laptop(disks.through(fuse), model, 1)) {
                first.enhance(ORDER);
            } catch (Killed death) {
                assertThat(death).isNotNull();
            }
            var outcome = enhance(ORDER, 1);
            assertThat(outcome).as("call %d", call).isInstanceOf(Succeeded.class);
            assertThat(disks.result()).as("call %d", call).isEqualTo(expected);
            assertThat(disks.objectsOf(outcome.job())).as("call %d", call).isEqualTo(JobHistory.OF_A_SUCCESS);
            if (!fuse.isDead()) {
                assertThat(call).isGreaterThan(50);
                return;
            }
        }
    }

    static Stream<Arguments> damages() {
        BiConsumer<JobStorage, String> gone = JobStorage::delete;
        BiConsumer<JobStorage, String> cut = (work, key) -> {
            var bytes = Disks.bytes(work, key);
            work.put(key, Arrays.copyOf(bytes, bytes.length / 2));
        };
        BiConsumer<JobStorage, String> garbled = (work, key) -> {
            var bytes = Disks.bytes(work, key);
            bytes[bytes.length - 1] ^= 1;
            work.put(key, bytes);
        };
        return Stream.of(gone, cut, garbled).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void aSampleThatIsMissingOrDamagedFailsTheJobByNameAndIsMadeAnew(BiConsumer<JobStorage, String> damage) {
        var job = planned();
        damage.accept(disks.work(), JobKeys.sample(job));
        assertThat(enhance(ORDER, 1)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.stage()).isEqualTo("infer");
            assertThat(failed.damaged()).containsExactly(JobKeys.sample(job));
            assertThat(failed.detail()).startsWith(JobKeys.sample(job));
        });
        assertThat(enhance(ORDER, 1))
                .isInstanceOf(Succeeded.class)
                .extracting(Outcome::attempt)
                .isEqualTo(1);
        assertThat(disks.result()).isEqualTo(whole(image(1, 70, 50, 3)));
    }

    /// A redrive removes the sample first and the decision last.
    @Test
    void aRedriveThatMakesTheSampleAnewMayDieAtAnyLine() {
        for (int call = 0; ; call++) {
            source();
            disks.work().put(JobKeys.sample(planned()), new byte[60]);
            assertThat(enhance(ORDER, 1)).isInstanceOf(Failed.class);
            var fuse = new Fuse(call, Moment.AFTER);
            try (var first = new Laptop(disks.through(fuse), model, 1)) {
                first.enhance(ORDER);
            } catch (Killed death) {
                assertThat(death).isNotNull();
            }
            assertThat(enhance(ORDER, 1)).as("call %d", call).isInstanceOf(Succeeded.class);
            if (!fuse.isDead()) {
                return;
            }
        }
    }

    @Test
    void aWholeSampleIsNotWrittenAgain() {
        var job = planned();
        var before = etag(JobKeys.sample(job));
        disks.work().delete(JobKeys.manifest(Attempt.first(job)));
        try (var laptop = new Laptop(disks, model, 1)) {
            laptop.plan(job);
        }
        assertThat(etag(JobKeys.sample(job))).isEqualTo(before);
    }

    /// In memory it counts the writes.
    private String etag(String key) {
        return disks.work().stat(key).orElseThrow().etag();
    }

    @Test
    void theSampleIsDroppedWhenTheSourceIs() {
        Outcome failed;
        try (var laptop = new Laptop(disks, model, 1)) {
            laptop.duringStitch = () -> disks.outbox().put(Disks.RESULT.key(), new byte[] {1});
            failed = laptop.enhance(ORDER);
        }
        assertThat(failed).isInstanceOf(Failed.class);
        assertThat(disks.objectsOf(failed.job()))
                .anyMatch(name -> name.startsWith("strips/0/0/"))
                .doesNotContain("sample", "source/0");
    }

    @Test
    void aModelThatNeedsNoSampleGetsNone() {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.run(ORDER).job();
            laptop.plan(job);
            assertThat(disks.work().exists(JobKeys.sample(job))).isFalse();
        }
    }

    /// The eighth job pushes nothing out, the ninth the first.
    @Test
    void fittedModelsAreKeptForTheLatestJobsAlone() {
        try (var laptop = new Laptop(disks, model, 1)) {
            var jobs = Stream.iterate(1, version -> version + 1)
                    .limit(9)
                    .map(version -> planned(laptop, version))
                    .toList();
            jobs.subList(0, 8).forEach(job -> inferOneShard(laptop, job, 0));
            jobs.subList(0, 8).forEach(job -> inferOneShard(laptop, job, 1));
            assertThat(model.fits).hasValue(8);
            inferOneShard(laptop, jobs.getLast(), 0);
            inferOneShard(laptop, jobs.get(7), 2);
            assertThat(model.fits).hasValue(9);
            inferOneShard(laptop, jobs.getFirst(), 2);
            assertThat(model.fits).hasValue(10);
        }
    }

    private void inferOneShard(Laptop laptop, JobId job, int shard) {
        laptop.stages
                .infer()
                .run(
                        laptop.objects.manifest(Attempt.first(job)),
                        laptop.objects.shards(job).shards().get(shard));
    }

    private JobId planned(Laptop laptop, int version) {
        disks.inbox().put(Disks.SOURCE.key(), RawImage.file(image(version, 70, 50, 3)));
        var job = laptop.intake.run(ORDER).job();
        laptop.plan(job);
        return job;
    }

    private JobId planned() {
        try (var laptop = new Laptop(disks, model, 1)) {
            var job = laptop.intake.run(ORDER).job();
            laptop.runUpTo(StageTrigger.INFER, job);
            assertThat(disks.work().exists(JobKeys.sample(job))).isTrue();
            return job;
        }
    }

    private Outcome enhance(Order order, int threads) {
        try (var laptop = new Laptop(disks, model, threads)) {
            return laptop.enhance(order);
        }
    }

    private static Order order(int side, int shardTiles) {
        return new Order(
                Disks.SOURCE,
                1,
                Enhancement.by("anime-x2").as(ImageFormat.PNG, 90).cut(new GeometrySpec(side, shardTiles, STRIP_ROWS)),
                Disks.RESULT);
    }

    private static PixelBlock image(int version, int width, int height, int bands) {
        return PixelBlock.random(new Random(version), new Size(width, height), new PixelFormat(bands, 8));
    }

    /// The result as the model would make it of the whole image at once, told of the same sample.
    private static byte[] whole(PixelBlock image) {
        var size = new Size(Math.ceilDiv(image.width(), 4) * 4, Math.ceilDiv(image.height(), 4) * 4);
        var enhanced = enhanced(image, new Tile(0, image.bounds(), size.bounds()), image);
        return new RawEncoder("raw encoder").file(enhanced, STRIP_ROWS, RawImage.METADATA);
    }

    private static PixelBlock enhanced(PixelBlock image, Tile tile, PixelBlock sampled) {
        var model = new MeanModel();
        var sample = new SampleLayout(new Size(sampled.width(), sampled.height()))
                .crops().stream().map(crop -> planes(sampled.crop(crop))).toList();
        var chain = WarmChain.of(model.cards(), List.of(model.fitted(sample)));
        return new TileEnhancer(chain).enhance(image, tile, false);
    }

    /// A crop as a model sees it: extended to whole blocks by its last pixels, three bands.
    private static Planes planes(PixelBlock crop) {
        var model = new Recorder();
        var size = new Size(Math.ceilDiv(crop.width(), 4) * 4, Math.ceilDiv(crop.height(), 4) * 4);
        var chain = WarmChain.of(new MeanModel().cards(), List.of(model));
        new TileEnhancer(chain).enhance(crop, new Tile(0, crop.bounds(), size.bounds()), false);
        return model.seen;
    }

    /// Keeps what it was given.
    private static final class Recorder implements Upscaler {
        private Planes seen = Planes.allocate(1, 1, 3);

        @Override
        public int scale() {
            return 1;
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            output.samples().put(0, input.samples(), 0, 3 * input.planeLength());
            seen = output;
            return Optional.empty();
        }

        @Override
        public String fingerprint() {
            return "recorder";
        }
    }
}
