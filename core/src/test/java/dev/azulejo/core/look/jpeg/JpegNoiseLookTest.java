package dev.azulejo.core.look.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.Levels;
import dev.azulejo.core.look.LookedPictures;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.PictureLook;
import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.PixelFormat;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegNoiseLookTest {
    private static final PixelFormat RGB = PixelFormat.rgb8();

    /// Of noise of the bands' own, luma has 0.668 as much.
    @ParameterizedTest
    @CsvSource({
        "astronaut, 85, 8",
        "astronaut, 75, 8",
        "astronaut, 75, 16",
        "astronaut, 60, 12",
        "astronaut, 50, 16",
        "chelsea, 85, 8",
        "chelsea, 75, 12",
        "chelsea, 60, 12",
        "chelsea, 60, 20"
    })
    void noiseThatAJpegRoundedAwayIsMeasured(String name, int quality, double noise) throws IOException {
        var jpeg = JpegLookTest.asJpeg(photograph(name).noisy(1, noise, noise, noise), quality);
        assertThat(sigma(jpeg, quality).orElseThrow()).isCloseTo(0.668 * noise, within(0.2 * 0.668 * noise));
    }

    @ParameterizedTest
    @CsvSource({"astronaut, 85", "astronaut, 60", "chelsea, 85", "chelsea, 60"})
    void aPhotographWithoutNoiseHasNone(String name, int quality) throws IOException {
        assertThat(sigma(JpegLookTest.asJpeg(photograph(name), quality), quality))
                .hasValue(0);
    }

    /// From quality 90 on, the pixels show what is stronger.
    @ParameterizedTest
    @CsvSource({
        "astronaut, 92, 3, 3",
        "astronaut, 95, 3, 3",
        "astronaut, 97, 3, 3",
        "astronaut, 97, 2.5, 2.5",
        "rocket, 95, 3, 3",
        "rocket, 97, 2, 2",
        "astronaut, 95, 0, 0",
        "astronaut, 97, 0, 0",
        "astronaut, 97, 1, 0",
        "chelsea, 97, 0, 0",
        "astronaut, 97, 9, 0"
    })
    void weakNoiseThatAFineJpegRoundedAwayIsMeasured(String name, int quality, double noise, double measured)
            throws IOException {
        var jpeg = JpegLookTest.asJpeg(photograph(name).reduced(2).noisy(1, noise, noise, noise), quality);
        assertThat(sigma(jpeg, quality).orElseThrow()).isCloseTo(0.668 * measured, within(0.25 * 0.668 * measured));
    }

    /// Whose finest structure is hardly noise, has none worth to be removed.
    @Test
    void weakNoiseAmongMuchDetailIsNone() throws IOException {
        var half = Levels.grey(320, 320, (x, y) -> 128);
        var noise = half.noisy(3, 3).inColour();
        assertThat(sigma(JpegLookTest.asJpeg(noise, 95), 95).orElseThrow()).isCloseTo(3, within(0.5));
        var detailed = Levels.grey(320, 320, (x, y) -> y < 280 ? 128 + 60 * (((x / 2 + y / 2) & 1) - 0.5) : 128)
                .noisy(3, 3)
                .inColour();
        assertThat(sigma(JpegLookTest.asJpeg(detailed, 95), 95)).hasValue(0);
    }

    /// What has more than twice as much at lower frequencies is no white noise.
    @ParameterizedTest
    @CsvSource({"8, 0.7", "10, 0.7"})
    void weakTextureHasNone(double level, double blur) throws IOException {
        var texture = Levels.grey(320, 320, (x, y) -> 128)
                .noisy(3, level)
                .blurred(blur)
                .inColour();
        assertThat(sigma(JpegLookTest.asJpeg(texture, 95), 95)).hasValue(0);
    }

    /// What is stronger at low frequencies is no white noise, however strong.
    @Test
    void textureHasNone() throws IOException {
        var texture =
                Levels.grey(320, 320, (x, y) -> 128).noisy(3, 80).blurred(0.8).inColour();
        assertThat(sigma(JpegLookTest.asJpeg(texture, 75), 75)).hasValue(0);
        var noise = Levels.grey(320, 320, (x, y) -> 128).noisy(3, 16).inColour();
        assertThat(sigma(JpegLookTest.asJpeg(noise, 75), 75).orElseThrow()).isCloseTo(16, within(2.0));
    }

    @ParameterizedTest
    @CsvSource({"30000, 64", "64, 30000"})
    void ofLargePicturesBlocksThatAreSpreadAreMeasured(int width, int height) {
        var noise = Levels.grey(width, height, (x, y) -> 128).noisy(1, 9);
        var look = look(noise);
        assertThat(look.sigma(85).orElseThrow()).isBetween(4.0, 14.0);
        assertThat(look.blocks()).isBetween(3_000, 8_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 300", "300, 7", "90, 80"})
    void aPictureThatIsTooSmallTellsNothing(int width, int height) {
        assertThat(sigma(Levels.grey(width, height, (x, y) -> 128).noisy(1, 20), 75))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255})
    void blackAndWhiteTellNothing(int level) {
        assertThat(sigma(Levels.grey(200, 200, (x, y) -> level), 75)).isEmpty();
    }

    /// Where all steps are too coarse for noise to survive, none is measured.
    @Test
    void theCoarsestJpegTellsNothing() {
        assertThat(sigma(Levels.grey(200, 200, (x, y) -> 128).noisy(1, 9), 10)).isEmpty();
    }

    /// Noise below quality 90 is measured by what survived, at the grid that begins at the first pixel.
    @Test
    void aPictureHasTheNoiseThatItHadBeforeItsJpeg() throws IOException {
        var jpeg = JpegLookTest.asJpeg(photograph("astronaut").noisy(1, 12, 12, 12), 60);
        assertThat(noise(jpeg)).isCloseTo(12, within(2.5));
        assertThat(noise(jpeg.cropped(3, 0))).isLessThan(4.0);
        assertThat(noise(jpeg.cropped(0, 5))).isLessThan(4.0);
        assertThat(noise(JpegLookTest.asJpeg(photograph("astronaut"), 60))).isLessThan(2.0);
    }

    /// A picture with traces of a coarser JPEG has the noise that this one left; else the head tells the steps.
    @Test
    void theHeadOfTheFileTellsTheStepsOfAFineJpeg() throws IOException {
        var noisy = photograph("rocket").reduced(2).noisy(1, 2, 2, 2);
        var fine = JpegLookTest.asJpeg(noisy, 97);
        assertThat(picture(fine, OptionalInt.of(97)).mostNoise()).isCloseTo(2, within(0.5));
        assertThat(picture(fine, OptionalInt.empty()).mostNoise()).isLessThan(1.2);
        assertThat(picture(fine, OptionalInt.of(97)).noise()).isLessThan(1.2);
        var twice =
                JpegLookTest.asJpeg(JpegLookTest.asJpeg(photograph("astronaut").noisy(1, 12, 12, 12), 60), 97);
        assertThat(found(picture(twice, OptionalInt.of(97)))).isCloseTo(12, within(2.5));
        assertThat(picture(twice, OptionalInt.of(97)).mostNoise()).isCloseTo(12, within(2.5));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.5, 0.4795001222", "1, 0.1572992071", "2, 0.0046777350"})
    void theErrorFunctionIsThatOfTheHandbook(double x, double expected) {
        assertThat(JpegNoiseLook.erfc(x)).isCloseTo(expected, within(0.0000002));
    }

    private static Levels photograph(String name) throws IOException {
        return Levels.of(
                LookedPictures.ofRepository("docs/images/" + name + (name.equals("rocket") ? ".jpg" : ".png")));
    }

    private static OptionalDouble sigma(Levels levels, int quality) {
        return look(levels).sigma(quality);
    }

    private static JpegNoiseLook look(Levels levels) {
        var look = new JpegNoiseLook(levels.width(), levels.height());
        levels.show(RGB, look::accept);
        return look;
    }

    private static double noise(Levels levels) {
        return found(picture(levels, OptionalInt.empty()));
    }

    /// What was measured, whether or not the colours that the JPEG left say that it is noise.
    private static double found(Picture picture) {
        return Math.max(picture.noise() == null ? 0 : picture.noise(), picture.doubtfulNoise());
    }

    private static Picture picture(Levels levels, OptionalInt told) {
        var look = new PictureLook(new Size(levels.width(), levels.height()), RGB);
        var picture = levels.picture();
        for (int top = 0; top < levels.height(); top += LookedRows.MOST_ROWS) {
            int count = Math.min(LookedRows.MOST_ROWS, levels.height() - top);
            var rows = new byte[3 * levels.width() * count];
            for (int i = 0; i < levels.width() * count; i++) {
                int rgb = picture.getRGB(i % levels.width(), top + i / levels.width());
                rows[3 * i] = (byte) (rgb >> 16);
                rows[3 * i + 1] = (byte) (rgb >> 8);
                rows[3 * i + 2] = (byte) rgb;
            }
            look.accept(rows, count);
        }
        return look.picture(told);
    }
}
