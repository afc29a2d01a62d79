package dev.azulejo.inference;

import static dev.azulejo.inference.TestImages.crop;
import static dev.azulejo.inference.TestImages.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.Planes;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseEstimateTest {
    @ParameterizedTest
    @ValueSource(doubles = {5, 10, 25, 40})
    void noiseOnAPhotographIsFoundWithinFifteenPerCent(double levels) throws IOException {
        var noisy = noisy(photograph(272, 200), levels);
        var crops = List.of(
                crop(noisy, new Rect(0, 0, 96, 96)),
                crop(noisy, new Rect(176, 0, 96, 96)),
                crop(noisy, new Rect(88, 104, 96, 96)));

        assertThat(255.0 * NoiseEstimate.of(List.of(noisy))).isCloseTo(levels, Percentage.withPercentage(15));
        assertThat(255.0 * NoiseEstimate.of(crops)).isCloseTo(levels, Percentage.withPercentage(15));
    }

    @Test
    void aCleanPhotographHasNextToNone() throws IOException {
        assertThat(255.0 * NoiseEstimate.of(List.of(photograph(272, 200)))).isLessThan(1);
    }

    @Test
    void smoothShadesAndEdgesAreNoNoise() {
        var image = Planes.allocate(80, 80, 3);
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < 80; y++) {
                for (int x = 0; x < 80; x++) {
                    float edge = x < 40 ? 0.1f : 0.6f;
                    TestImages.set(image, band, x, y, edge + x / 400f + y / 800f);
                }
            }
        }
        assertThat(NoiseEstimate.of(List.of(image))).isCloseTo(0, within(1e-5f));
    }

    @Test
    void whatWasClippedDoesNotHideTheNoiseOfTheRest() throws IOException {
        var noisy = noisy(photograph(200, 150), 20);
        for (int index = 0; index < noisy.samples().capacity(); index++) {
            if (index % 200 < 100) {
                noisy.samples().put(index, 0); // the left half is black, and black has no noise left
            }
        }
        assertThat(255.0 * NoiseEstimate.of(List.of(noisy))).isCloseTo(20, Percentage.withPercentage(15));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 40", "40, 2", "3, 3"})
    void whereNothingCanBeSaidThereIsNone(int width, int height) {
        assertThat(NoiseEstimate.of(List.of(Planes.allocate(width, height, 3)))).isZero();
    }

    private static Planes noisy(Planes image, double levels) {
        var random = new Random(7);
        for (int index = 0; index < image.samples().capacity(); index++) {
            double sample = image.samples().get(index) + random.nextGaussian() * levels / 255;
            image.samples().put(index, Math.round(255 * Math.clamp(sample, 0, 1)) / 255f);
        }
        return image;
    }
}
