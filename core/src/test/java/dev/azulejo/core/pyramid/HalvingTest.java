package dev.azulejo.core.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Random;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalvingTest {
    private static double light(int sample) {
        double encoded = sample / 255.0;
        return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
    }

    private static double encoded(double light) {
        return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055);
    }

    /// By the definition, pixel by pixel.
    private static double expected(PixelBlock block, int x, int y, int band) {
        int bands = block.format().bands();
        boolean isAlpha = block.format().hasAlpha() && band == bands - 1;
        double sum = 0;
        double weights = 0;
        double plain = 0;
        int count = 0;
        for (int row = 2 * y; row < Math.min(2 * y + 2, block.height()); row++) {
            for (int column = 2 * x; column < Math.min(2 * x + 2, block.width()); column++) {
                int pixel = (row * block.width() + column) * bands;
                int sample = block.samples()[pixel + band] & 0xff;
                double weight = block.format().hasAlpha() ? block.samples()[pixel + bands - 1] & 0xff : 1;
                sum += isAlpha ? sample : weight * light(sample);
                plain += light(sample);
                weights += isAlpha ? 1 : weight;
                count++;
            }
        }
        double mean = weights == 0 ? plain / count : sum / weights;
        return isAlpha ? mean : encoded(mean);
    }

    /// Halfway between two samples either is right.
    private static Condition<Integer> nearest(double expected) {
        return new Condition<>(sample -> Math.abs(sample - expected) <= 0.501, "nearest to %s", expected);
    }

    @ParameterizedTest(name = "{0} bands, {1}x{2}")
    @CsvSource({"1,1,1", "3,64,64", "3,33,17", "3,1,9", "3,9,1", "4,40,31", "2,31,40"})
    void isTheMeanInLight(int bands, int width, int height) {
        var random = new Random(bands * 1000L + width);
        var block = PixelBlock.random(random, new Size(width, height), new PixelFormat(bands, 8));
        for (int i = 0; i < block.samples().length / 3; i++) {
            block.samples()[i] = (byte) random.nextInt(6); // dark, where the curve is straight, and clear
        }

        var half = Halving.of(block);

        assertThat(half.width()).isEqualTo((width + 1) / 2);
        assertThat(half.height()).isEqualTo((height + 1) / 2);
        for (int i = 0; i < half.samples().length; i++) {
            int pixel = i / bands;
            double expected = expected(block, pixel % half.width(), pixel / half.width(), i % bands);
            assertThat(half.samples()[i] & 0xff).as("sample %d", i).is(nearest(expected));
        }
    }

    @Test
    void everySampleAloneStaysItself() {
        for (int sample = 0; sample < 256; sample++) {
            assertThat(WholeLight.sample(WholeLight.of((byte) sample)) & 0xff).isEqualTo(sample);
        }
    }

    @Test
    void aFineGridHasTheBrightnessThatItHasFromAfar() {
        var grid = new PixelBlock(2, 2, new PixelFormat(1, 8), new byte[] {0, -1, -1, 0});
        assertThat(Halving.of(grid).samples()[0] & 0xff).isEqualTo(188); // not 128
    }

    @Test
    void takesEightBitsAlone() {
        var deep = PixelBlock.blank(new Size(2, 2), new PixelFormat(3, 16));
        assertThatIllegalArgumentException().isThrownBy(() -> Halving.of(deep)).withMessageContaining("8 bits");
    }
}
