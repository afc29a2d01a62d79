package dev.azulejo.inference;

import static dev.azulejo.inference.TestImages.crop;
import static dev.azulejo.inference.TestImages.floats;
import static dev.azulejo.inference.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.engine.Device;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelUpscalerTest {
    @AutoClose
    private final ModelFolder models = new ModelFolder(TestImages.MODELS, Device.CPU);

    @Test
    void writesIntoThePlanesWhateverTheirBuffersStateAndLeavesItAlone() {
        var input = noise(9, 7);
        var output = spacious(18, 14);
        input.samples().position(5).limit(11);
        output.samples().position(3).limit(4);
        int beyond = 18 * 14 * 3;
        output.samples().limit(beyond + 1).put(beyond, 7f).limit(4);

        upscaler().upscale(input, output);

        assertThat(input.samples().position()).isEqualTo(5);
        assertThat(input.samples().limit()).isEqualTo(11);
        assertThat(output.samples().position()).isEqualTo(3);
        assertThat(output.samples().limit()).isEqualTo(4);
        output.samples().clear();
        assertThat(floats(output)).isEqualTo(floats(upscaled(noise(9, 7))));
        assertThat(output.samples().get(beyond)).isEqualTo(7f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void givesTheSameBitsOnAnyNumberOfThreads(int threads) throws Exception {
        var expected = IntStream.range(30, 38)
                .mapToObj(side -> floats(upscaled(noise(side, 33))))
                .toList();
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var futures = IntStream.range(30, 38)
                    .mapToObj(side -> executor.submit(() -> floats(upscaled(noise(side, 33)))))
                    .toList();
            for (int index = 0; index < futures.size(); index++) {
                assertThat(futures.get(index).get()).isEqualTo(expected.get(index));
            }
        }
    }

    /// Memory may allow only fewer tiles at once, with more threads for each.
    @ParameterizedTest
    @ValueSource(strings = {"span-x2", "span-x4", "animevideo-x2"})
    void givesTheSameBitsHoweverManyThreadsWorkOnATile(String id) {
        var expected = floats(upscaled(id, noise(90, 77)));
        for (int threads : List.of(2, 3, 8)) {
            models.threadsPerTile(threads);
            assertThat(floats(upscaled(id, noise(90, 77)))).isEqualTo(expected);
        }
    }

    @Test
    void goesOnAfterItsMemoryWasGivenBack() {
        var expected = floats(upscaled(noise(64, 64)));
        for (int round = 0; round < 3; round++) {
            models.release();
            assertThat(floats(upscaled(noise(64, 64)))).isEqualTo(expected);
        }
    }

    @Test
    void refusesPlanesOfAnotherShape() {
        for (var output : List.of(Planes.allocate(20, 19, 3), Planes.allocate(20, 20, 1))) {
            assertThatThrownBy(() -> upscaler().upscale(noise(10, 10), output))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("model span-x2 makes three bands 2 times as large");
        }
    }

    @Test
    void refusesForeignByteOrderInsteadOfLettingTheRuntimeWorkOnACopy() {
        var foreign = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        var samples = ByteBuffer.allocateDirect(4 * 3 * 16).order(foreign).asFloatBuffer();
        assertThatThrownBy(() -> upscaler().upscale(noise(2, 2), new Planes(4, 4, 3, samples)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("native byte order");
    }

    @Test
    void anInputThatIsNotFiniteFailsByName() {
        var input = noise(8, 8);
        input.samples().put(70, Float.NaN);
        assertThatThrownBy(() -> upscaled(input))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("model span-x2 gave numbers that are not finite on cpu fp32, for a tile of 8x8 which is "
                        + "itself not finite");
    }

    @Test
    void blackAndWhiteAreNothingToTellOf() {
        for (float grey : new float[] {0, 1}) {
            var input = Planes.allocate(12, 12, 3);
            for (int index = 0; index < input.samples().capacity(); index++) {
                input.samples().put(index, grey);
            }
            upscaled(input);
        }
    }

    @Test
    void metersTheProcessorTimeOfEachRun() {
        upscaled(noise(40, 40));
        upscaled(noise(40, 40));
        assertThat(models.meter().runs()).isEqualTo(2);
        assertThat(models.meter().cpuTime()).isPositive();
    }

    @Test
    void aClosedModelSaysSo() {
        var upscaler = upscaler();
        models.close();
        assertThatThrownBy(() -> upscaler.upscale(noise(2, 2), Planes.allocate(4, 4, 3)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> inner(upscaler, noise(60, 60), new Sides(true, true, true, true)))
                .isInstanceOf(IllegalStateException.class);
    }

    /// Each kind has its own session, which the first tile of the kind opens.
    @Test
    void tilesOfAllKindsMayRunAtOnce() throws Exception {
        var image = noise(70, 64);
        var whole = upscaled(image);
        var tasks = new ArrayList<Callable<Void>>();
        for (int bits = 0; bits < 64; bits++) {
            var inner = new Sides((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
            var rect = inner.cut(new Rect(0, 0, 70, 64), 21).times(2);
            tasks.add(() -> {
                assertThat(floats(inner(upscaler(), image, inner))).isEqualTo(floats(crop(whole, rect)));
                return null;
            });
        }
        try (var executor = Executors.newFixedThreadPool(4)) {
            for (var each : executor.invokeAll(tasks)) {
                each.get();
            }
        }
    }

    private static Planes inner(Upscaler upscaler, Planes input, Sides inner) {
        var answered = inner.cut(new Rect(0, 0, input.width(), input.height()), upscaler.shrinksBy())
                .times(upscaler.scale());
        var output = Planes.allocate(answered.width(), answered.height(), 3);
        assertThat(upscaler.within(inner).upscale(input, output)).isEmpty();
        return output;
    }

    private Planes upscaled(Planes input) {
        return upscaled("span-x2", input);
    }

    private Planes upscaled(String id, Planes input) {
        var upscaler = upscaler(id);
        var output = Planes.allocate(input.width() * upscaler.scale(), input.height() * upscaler.scale(), 3);
        assertThat(upscaler.upscale(input, output)).isEmpty();
        return output;
    }

    private Upscaler upscaler() {
        return upscaler("span-x2");
    }

    private Upscaler upscaler(String id) {
        return models.warm(new Step(id, models.card(id).sha256()));
    }

    private static Planes spacious(int width, int height) {
        var larger = Planes.allocate(width, height + 3, 3);
        return new Planes(width, height, 3, larger.samples());
    }
}
