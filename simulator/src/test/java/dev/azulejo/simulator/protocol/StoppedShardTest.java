package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.simulator.image.BlurModel;
import dev.azulejo.simulator.protocol.Fuse.Killed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A process that dies within a shard loses the tiles that are in the models, and none that are finished.
class StoppedShardTest {
    private static final int TILES = 12;

    /// All tiles in one shard, as those of a photograph on a laptop.
    private static final Order ORDER = new Order(
            Disks.SOURCE,
            1,
            Enhancement.by("anime-x2").as(ImageFormat.PNG, 90).cut(new GeometrySpec(0, 100, 32)),
            Disks.RESULT);

    @TempDir
    Path folder;

    private Disks disks = Disks.inMemory(Path.of(""));

    @BeforeEach
    void source() {
        disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), Sample.source(1));
    }

    @ParameterizedTest(name = "after {0} tiles on {1} threads")
    @CsvSource({"0, 1", "1, 1", "7, 1", "11, 1", "0, 2", "5, 2", "10, 2", "6, 3"})
    void noFinishedTileIsMadeAgain(int lived, int threads) {
        var first = new DyingModel(lived, "blur");
        run(first, threads);
        var second = new DyingModel(Integer.MAX_VALUE, "blur");
        run(second, threads);
        // When one thread died, each of the others may have been about to keep a tile.
        assertThat(second.runs.get()).isBetween(TILES - lived, TILES - lived + threads - 1);
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    @Test
    void tilesOfAnotherEngineAreMadeAgain() {
        run(new DyingModel(7, "another"), 1);
        var second = new DyingModel(Integer.MAX_VALUE, "blur");
        run(second, 1);
        assertThat(second.runs).hasValue(TILES);
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    @Test
    void aDamagedTileIsMadeAgain() {
        run(new DyingModel(7, "blur"), 1);
        var keys = Disks.keys(disks.work(), JobKeys.JOBS).stream()
                .filter(key -> key.contains("/finished/"))
                .toList();
        assertThat(keys).hasSize(7);
        var payload = Disks.bytes(disks.work(), keys.get(2));
        payload[0] ^= 1;
        disks.work().put(keys.get(2), payload);
        disks.work().put(keys.get(4), new byte[3]);
        var second = new DyingModel(Integer.MAX_VALUE, "blur");
        run(second, 1);
        assertThat(second.runs).hasValue(TILES - 5);
        assertThat(disks.result()).isEqualTo(Sample.result(1));
    }

    @Test
    void nothingOfThemStays() {
        run(new DyingModel(7, "blur"), 1);
        run(new DyingModel(Integer.MAX_VALUE, "blur"), 1);
        assertThat(Disks.keys(disks.work(), JobKeys.JOBS)).noneMatch(key -> key.contains("/finished/"));
    }

    private void run(DyingModel model, int threads) {
        try (var laptop = new Laptop(disks, model, threads)) {
            assertThat(laptop.enhance(ORDER)).isInstanceOf(Succeeded.class);
            assertThat(model.lives).isEqualTo(Integer.MAX_VALUE);
        } catch (Killed death) {
            assertThat(model.lives).isLessThan(TILES);
        }
    }

    /// A blur that takes the process with it when it is asked for one tile more than it lives.
    private static final class DyingModel implements Upscaler, Models {
        private final BlurModel blur;
        private final int lives;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger runs = new AtomicInteger();

        DyingModel(int lives, String fingerprint) {
            this.blur = new BlurModel(fingerprint);
            this.lives = lives;
        }

        @Override
        public int scale() {
            return blur.scale();
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            if (begun.getAndIncrement() >= lives) {
                throw new Killed();
            }
            runs.incrementAndGet();
            return blur.upscale(input, output);
        }

        @Override
        public String fingerprint() {
            return blur.fingerprint();
        }

        @Override
        public List<ModelCard> cards() {
            return blur.cards();
        }

        @Override
        public ModelCard card(String id) {
            return blur.card(id);
        }

        @Override
        public Upscaler warm(Step step) {
            blur.warm(step);
            return this;
        }
    }
}
