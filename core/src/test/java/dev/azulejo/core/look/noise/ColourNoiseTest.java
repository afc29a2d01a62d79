package dev.azulejo.core.look.noise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.look.Levels;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tells the noise of a sensor, which is another in each colour, from light and shade, which all colours share.
class ColourNoiseTest {
    private static final int SIDE = 256;
    private static final Levels SHADE =
            Levels.grey(SIDE, SIDE, (x, y) -> 90 + x / 5.0 + y / 9.0).inColour();

    /// FFDNet is best told of 1.5 to 2 times what was added to the sensor's samples.
    @ParameterizedTest
    @CsvSource({"4, 5.5, 8.5", "10, 14, 21"})
    void whatWasMixedByAMosaicIsASensors(double sigma, double least, double most) {
        var levels = look(plus(SHADE, mosaic(sigma)));
        assertThat(levels.colours().orElseThrow().ofSensor()).isBetween(least, most);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 4, 8})
    void whiteNoiseIsSureAndNoSensors(double sigma) {
        var levels = look(SHADE.noisy(5, sigma));
        assertThat(levels.isSure()).isTrue();
        assertThat(levels.colours().orElseThrow().ofSensor()).isZero();
        assertThat(levels.colours().orElseThrow().fine()).isBetween(0.85 * sigma, 1.1 * sigma);
    }

    /// Fine texture of means: as strong as noise of many levels, all over the picture, alike in all colours.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void textureThatAllColoursShareIsDoubted(long seed) {
        var texture = Levels.grey(2 * SIDE, 2 * SIDE, (x, y) -> 120)
                .noisy(seed, 60)
                .blurred(0.8)
                .reduced(2)
                .inColour();
        var levels = look(texture);
        assertThat(levels.equivalent().orElseThrow()).isGreaterThan(5);
        assertThat(levels.isSure()).isFalse();
        assertThat(levels.isSureOfJpeg(70, 6)).isFalse();
        assertThat(levels.isSureOfJpeg(90, 20)).isFalse();
        assertThat(levels.colours().orElseThrow().ofSensor()).isZero();
    }

    private static NoiseLevels look(Levels levels) {
        var look = new NoiseLook(levels.width(), levels.height());
        levels.show(PixelFormat.rgb8(), look::accept);
        return look.levels();
    }

    /// Noise of each sample behind Bayer's filter, more of red and blue by the balance of white, with the missing ones
    /// interpolated bilinearly.
    private static float[][] mosaic(double sigma) {
        var random = new Random(11);
        double[] balance = {1.5, 1, 1.7};
        var bands = new float[3][SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int band = (x & 1) + (y & 1);
                bands[band][y * SIDE + x] = (float) (balance[band] * sigma * random.nextGaussian());
            }
        }
        var whole = new float[3][];
        for (int band = 0; band < 3; band++) {
            whole[band] = interpolated(bands[band], band == 1 ? 4 : 1);
        }
        return whole;
    }

    /// @param others weight of the four nearest: of green all of them are known, of red and blue two or none
    private static float[] interpolated(float[] band, int others) {
        var to = new float[band.length];
        for (int y = 1; y < SIDE - 1; y++) {
            for (int x = 1; x < SIDE - 1; x++) {
                int at = y * SIDE + x;
                float near = band[at - 1] + band[at + 1] + band[at - SIDE] + band[at + SIDE];
                float far = band[at - SIDE - 1] + band[at - SIDE + 1] + band[at + SIDE - 1] + band[at + SIDE + 1];
                to[at] = band[at] + near / (others == 4 ? 4 : 2) + (others == 4 ? 0 : far / 4);
            }
        }
        return to;
    }

    private static Levels plus(Levels levels, float[][] noise) {
        var bands = new float[3][];
        for (int band = 0; band < 3; band++) {
            bands[band] = levels.bands()[band].clone();
            for (int at = 0; at < bands[band].length; at++) {
                bands[band][at] += noise[band][at];
            }
        }
        return new Levels(levels.width(), levels.height(), bands);
    }
}
