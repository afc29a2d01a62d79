package dev.azulejo.integration.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.handover.TileResults;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.GeometrySpec;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.job.Outcome.Failed;
import dev.azulejo.core.job.Outcome.Succeeded;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.core.local.SiblingResults;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.integration.protocol.Fuse.Killed;
import dev.azulejo.integration.protocol.Fuse.Moment;
import dev.azulejo.storage.StorageUri;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Several results of one image: the models run for the first of them, and for another only what it cannot take over.
@Tag("slow")
class SiblingTest {
    private static final StorageUri OTHER = new StorageUri(Disks.RESULT.place(), "a-other.raw");
    private static final StorageUri THIRD = new StorageUri(Disks.RESULT.place(), "a-third.raw");
    private static final Enhancement WANTED = Sample.ORDER.wanted().as(ImageFormat.TIFF, 70);

    @TempDir
    Path folder;

    private Disks disks = Disks.inMemory(Path.of(""));

    @BeforeEach
    void source() {
        disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
    }

    @Test
    void theModelsRunForTheFirstAloneWhoseTilesAreKeptSoLong() {
        Outcome first;
        try (var laptop = new Laptop(disks);
                var siblings = laptop.pipeline.siblings()) {
            first = first(siblings);
            assertThat(laptop.inferredShards).hasSize(Sample.SHARDS);
            laptop.inferredShards.clear();
            var other = other(siblings);
            assertThat(other).isInstanceOf(Succeeded.class);
            assertThat(laptop.inferredShards).isEmpty();
            assertThat(disks.objectsOf(other.job())).isEqualTo(DeathTest.HISTORY);
            assertThat(tilesOf(first.job())).hasSize(Sample.SHARDS);
        }
        assertThat(disks.objectsOf(first.job())).isEqualTo(DeathTest.HISTORY);
        assertThat(disks.result()).isEqualTo(Sample.result(1));
        assertThat(Disks.bytes(disks.outbox(), OTHER.key())).isEqualTo(Sample.result(1));
    }

    @Test
    void aModelThatLooksAtTheWholeImageIsFittedOnce() {
        var model = new MeanModel();
        try (var laptop = new Laptop(disks, model, 1);
                var siblings = laptop.pipeline.siblings()) {
            first(siblings);
            assertThat(other(siblings)).isInstanceOf(Succeeded.class);
        }
        assertThat(model.fits).hasValue(1);
        assertThat(Disks.bytes(disks.outbox(), OTHER.key())).isEqualTo(disks.result());
    }

    /// Its tiles are gone; the next one makes them for all.
    @Test
    void ofAFirstResultThatWasDoneBeforeTheModelsRunOnceAgainForAllOthers() {
        try (var laptop = new Laptop(disks)) {
            laptop.enhance(Sample.ORDER);
            laptop.inferredShards.clear();
            JobId second;
            JobId third;
            try (var siblings = laptop.pipeline.siblings()) {
                first(siblings);
                second = other(siblings).job();
                assertThat(laptop.inferredShards).hasSize(Sample.SHARDS);
                laptop.inferredShards.clear();
                third = siblings.another(WANTED.as(ImageFormat.TIFF, 60), THIRD, () -> {})
                        .job();
                assertThat(laptop.inferredShards).isEmpty();
            }
            assertThat(disks.objectsOf(second)).isEqualTo(DeathTest.HISTORY);
            assertThat(disks.objectsOf(third)).isEqualTo(DeathTest.HISTORY);
        }
    }

    /// Both have the version of the source that the first one read.
    @Test
    void anotherResultIsOfTheSameImageOrOfNone() {
        try (var laptop = new Laptop(disks);
                var siblings = laptop.pipeline.siblings()) {
            first(siblings);
            disks.inbox().put(Disks.SOURCE.key(), Sample.source(2));
            assertThat(other(siblings)).isInstanceOf(Outcome.Rejected.class);
        }
        assertThat(Disks.keys(disks.outbox(), "")).containsExactly(Disks.RESULT.key());
    }

    @Test
    void aFirstResultThatFailedKeepsWhatItCouldGoOnFromAndNoMore() {
        Outcome first;
        try (var laptop = new Laptop(disks);
                var siblings = laptop.pipeline.siblings()) {
            laptop.duringStitch = () -> disks.outbox().put(Disks.RESULT.key(), new byte[] {1});
            first = first(siblings);
        }
        assertThat(first).isInstanceOf(Failed.class);
        assertThat(tilesOf(first.job())).isEmpty();
        assertThat(Disks.keys(disks.work(), JobKeys.strips(first.job()))).isNotEmpty();
    }

    /// What was made of another source, by other models, otherwise cut, or by another build.
    @ParameterizedTest(name = "{1} is {2} in {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            manifest.json | "version": " | "version": "other
            manifest.json | "key": "a.raw" | "key": "b.raw"
            manifest.json | "raw decoder" | "other decoder"
            manifest.json | "sha256": "5e | "sha256": "5f
            manifest.json | "model": "span-x2" | "model": "span-x3"
            manifest.json | "halo": 5 | "halo": 4
            manifest.json | "opaque": true | "opaque": false
            request.json | "page": 1 | "page": 2
            request.json | "pipelineVersion": " | "pipelineVersion": "0
            manifest.json | { | <
            """)
    void tilesThatAreNotTheSameAreNotTakenOver(String name, String now, String then) {
        var first = inferred(new Laptop(disks), Sample.ORDER.wanted());
        var key = JobKeys.folder(first) + name;
        var text = new String(Disks.bytes(disks.work(), key), StandardCharsets.UTF_8);
        assertThat(text).contains(now);
        disks.work().put(key, text.replaceFirst(Pattern.quote(now), then).getBytes(StandardCharsets.UTF_8));
        assertInferred(first, Set.of(0, 1, 2));
    }

    @Test
    void anEngineWithAnotherFingerprintMakesItsOwn() {
        assertInferred(
                inferred(new Laptop(disks, new BlurModel("another blur"), 1), Sample.ORDER.wanted()), Set.of(0, 1, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8})
    void shardsOfOtherTilesAreNotTakenOver(int shardTiles) {
        var cut = Sample.ORDER.wanted().cut(new GeometrySpec(0, shardTiles, 32));
        assertThat(inferredBeside(inferred(new Laptop(disks), cut))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, -1, -60})
    void aDamagedShardIsInferredAndNoOther(int at) {
        var first = inferred(new Laptop(disks), Sample.ORDER.wanted());
        change(JobKeys.tiles(first, 1), bytes -> {
            bytes[at < 0 ? bytes.length + at : at] ^= 1;
            return bytes;
        });
        assertInferred(first, Set.of(1));
    }

    @Test
    void soIsOneThatIsMissingOrCutShort() {
        var first = inferred(new Laptop(disks), Sample.ORDER.wanted());
        disks.work().delete(JobKeys.tiles(first, 0));
        change(JobKeys.tiles(first, 2), bytes -> Arrays.copyOf(bytes, 50));
        assertInferred(first, Set.of(0, 2));
    }

    @Test
    void equalTilesAreTakenOver() {
        assertInferred(inferred(new Laptop(disks), Sample.ORDER.wanted()), Set.of());
    }

    /// The same command goes on, and infers nothing that is there. Of all calls each third: there are many.
    @ParameterizedTest
    @EnumSource
    void whereverARunDiesTheNextOneMakesAll(Moment moment) {
        for (int call = 0; ; call += 3) {
            source();
            var fuse = new Fuse(call, moment);
            try {
                both(disks.through(fuse), new HashSet<>());
            } catch (Killed death) {
                assertThat(death).isNotNull();
            }
            try {
                var done = shardsDone();
                var inferred = new HashSet<Integer>();
                var jobs = both(disks, inferred);
                assertThat(inferred).noneMatch(done::contains);
                assertThat(disks.result()).isEqualTo(Sample.result(1));
                assertThat(Disks.bytes(disks.outbox(), OTHER.key())).isEqualTo(Sample.result(1));
                assertThat(jobs)
                        .allSatisfy(job -> assertThat(disks.objectsOf(job)).isEqualTo(DeathTest.HISTORY));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("killed %s call %d".formatted(moment, call), e);
            }
            if (!fuse.isDead()) {
                assertThat(call).isGreaterThan(100);
                return;
            }
        }
    }

    private static List<JobId> both(Disks disks, Set<Integer> inferred) {
        try (var laptop = new Laptop(disks);
                var siblings = laptop.pipeline.siblings()) {
            var jobs = List.of(first(siblings).job(), other(siblings).job());
            inferred.addAll(laptop.inferredShards);
            return jobs;
        }
    }

    /// Shards whose tiles the first job has, or has had.
    private Set<Integer> shardsDone() {
        try (var laptop = new Laptop(disks)) {
            var job = laptop.intake.resolve(Sample.ORDER).job();
            var done = new HashSet<Integer>();
            for (int shard = 0; shard < Sample.SHARDS; shard++) {
                if (disks.work().exists(JobKeys.inferred(job)) || disks.work().exists(JobKeys.tiles(job, shard))) {
                    done.add(shard);
                }
            }
            return done;
        }
    }

    private static Outcome first(SiblingResults siblings) {
        return siblings.first(Sample.ORDER, () -> {});
    }

    private static Outcome other(SiblingResults siblings) {
        return siblings.another(WANTED, OTHER, () -> {});
    }

    private List<String> tilesOf(JobId job) {
        return Disks.keys(disks.work(), JobKeys.tiles(job));
    }

    /// A job whose tiles are there.
    private JobId inferred(Laptop made, Enhancement wanted) {
        try (var laptop = made) {
            var job = laptop.intake
                    .run(new Order(Disks.SOURCE, 1, wanted, Disks.RESULT))
                    .job();
            laptop.runUpTo(StageTrigger.STITCH, job);
            return job;
        }
    }

    private void change(String key, UnaryOperator<byte[]> change) {
        disks.work().put(key, change.apply(Disks.bytes(disks.work(), key)));
    }

    private void assertInferred(JobId sibling, Set<Integer> shards) {
        assertThat(inferredBeside(sibling)).isEqualTo(shards);
    }

    /// @return the shards that another job had to infer itself; its tiles are what they must be
    private Set<Integer> inferredBeside(JobId sibling) {
        try (var laptop = new Laptop(disks)) {
            var job =
                    laptop.intake.run(new Order(Disks.SOURCE, 1, WANTED, OTHER)).job();
            laptop.runUpTo(StageTrigger.INFER, job);
            var manifest = laptop.objects.manifest(job);
            var shards = laptop.objects.shards(job).shards();
            shards.forEach(shard -> laptop.stages.infer().run(manifest, shard, sibling));
            var inferred = Set.copyOf(laptop.inferredShards);
            var found = tiles(laptop, job);
            shards.forEach(shard -> disks.work().delete(JobKeys.tiles(job, shard.id())));
            laptop.infer(job);
            assertThat(found).isEqualTo(tiles(laptop, job));
            return inferred;
        }
    }

    private List<String> tiles(Laptop laptop, JobId job) {
        var manifest = laptop.objects.manifest(job);
        var found = new ArrayList<String>();
        for (var shard : laptop.objects.shards(job).shards()) {
            TileResults.require(disks.work(), manifest, shard);
            found.add(Arrays.toString(Disks.bytes(disks.work(), JobKeys.tiles(job, shard.id()))));
        }
        return found;
    }
}
