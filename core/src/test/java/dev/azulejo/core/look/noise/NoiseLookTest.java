package dev.azulejo.core.look.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.look.Levels;
import dev.azulejo.core.look.LookedPictures;
import dev.azulejo.core.pixels.PixelFormat;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseLookTest {
    private static final PixelFormat RGB = PixelFormat.rgb8();

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.9",
        "2, 1.1, 2.9",
        "4, 3.1, 4.8",
        "8, 7.4, 8.8",
        "12, 11.3, 12.8",
        "18, 17, 19",
        "25, 23.7, 26.3"
    })
    void noiseAddedToPhotographsIsFound(double sigma, double least, double most) throws IOException {
        for (var name : List.of("astronaut", "chelsea")) {
            var clean = Levels.of(LookedPictures.ofRepository("docs/images/" + name + ".png"))
                    .reduced(2);
            double found = look(clean.noisy(7, sigma), RGB).sigma().orElseThrow();
            assertThat(found).as(name).isBetween(least, most);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 10, 30})
    void noiseOnASmoothShadeIsFoundInEachBand(double sigma) {
        var shade = Levels.grey(256, 256, (x, y) -> 110 + x / 20.0 + y / 30.0).inColour();
        var levels = look(shade.noisy(3, sigma), RGB);

        double tolerance = 0.04 * sigma + 0.05;
        assertThat(levels.red().orElseThrow().sigma()).isCloseTo(sigma, within(tolerance));
        assertThat(levels.green().orElseThrow().sigma()).isCloseTo(sigma, within(tolerance));
        assertThat(levels.blue().orElseThrow().sigma()).isCloseTo(sigma, within(tolerance));
        double luma = sigma * Math.sqrt(0.299 * 0.299 + 0.587 * 0.587 + 0.114 * 0.114);
        assertThat(levels.luma().orElseThrow().sigma()).isCloseTo(luma, within(tolerance));
        assertThat(levels.luma().orElseThrow().isSmoothed()).isFalse();
    }

    @Test
    void bandsAreToldApart() {
        var levels = look(Levels.grey(200, 200, (x, y) -> 128).inColour().noisy(5, 12, 2, 5), RGB);

        assertThat(levels.red().orElseThrow().sigma()).isCloseTo(12, within(0.5));
        assertThat(levels.green().orElseThrow().sigma()).isCloseTo(2, within(0.2));
        assertThat(levels.blue().orElseThrow().sigma()).isCloseTo(5, within(0.3));
    }

    @Test
    void brightnessesAreToldApart() {
        var shade = Levels.grey(256, 256, (x, y) -> x < 128 ? 90 : 160);
        var dark = shade.noisy(5, 3);
        var bright = shade.noisy(6, 9);
        var both = Levels.grey(256, 256, (x, y) -> (x < 128 ? dark : bright).bands()[0][y * 256 + x]);

        var quarters = look(both, new PixelFormat(1, 8)).byBrightness();
        assertThat(quarters).hasSize(4);
        assertThat(quarters.get(0)).isEmpty();
        assertThat(quarters.get(1).orElseThrow().sigma()).isCloseTo(3, within(0.3));
        assertThat(quarters.get(2).orElseThrow().sigma()).isCloseTo(9, within(0.5));
        assertThat(quarters.get(3)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "1, 16", "2, 8", "2, 16", "3, 16", "4, 8", "4, 16"})
    void allFormatsShowTheSameNoise(int bands, int bits) {
        var noisy = Levels.grey(160, 160, (x, y) -> 128).inColour().noisy(5, 6);
        assertThat(look(noisy, new PixelFormat(bands, bits)).sigma().orElseThrow())
                .isCloseTo(6, within(0.3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 3})
    void softTextureIsNoNoise(double blur) {
        var texture = Levels.grey(256, 256, (x, y) -> 128).noisy(9, 90).blurred(blur);
        assertThat(look(texture, new PixelFormat(1, 8)).sigma().orElseThrow()).isLessThan(1);
    }

    @Test
    void noiseThatWasSmoothedIsSaidToBe() {
        var smoothed = Levels.grey(256, 256, (x, y) -> 128).noisy(9, 20).blurred(0.8);
        var noise = look(smoothed, new PixelFormat(1, 8)).luma().orElseThrow();

        assertThat(noise.isSmoothed()).isTrue();
        assertThat(noise.coarseSigma()).isBetween(5.0, 10.0);
    }

    @Test
    void drawingsHaveNone() throws IOException {
        var drawing = Levels.grey(256, 256, (x, y) -> (x / 20 + y / 20) % 3 == 0 ? 40 : 200 - x / 4);
        var text = Levels.of(LookedPictures.ofRepository("docs/images/text.png"));
        var dots = Levels.grey(256, 256, (x, y) -> x % 9 == 4 && y % 7 == 3 ? 20 : 230);

        for (var levels : List.of(drawing, text, dots, Levels.grey(64, 64, (x, y) -> 77))) {
            assertThat(look(levels, RGB).sigma().orElseThrow()).isZero();
        }
    }

    @Test
    void blackAndWhitePartsDoNotHideTheNoiseOfTheRest() {
        var noisy = Levels.grey(256, 256, (x, y) -> 128).noisy(4, 12);
        var framed = Levels.grey(256, 256, (x, y) -> x < 60 ? 0 : x < 120 ? 255 : noisy.bands()[0][y * 256 + x]);
        assertThat(look(framed, RGB).sigma().orElseThrow()).isCloseTo(12, within(0.6));
    }

    @Test
    void strongNoiseOfADarkPictureIsFoundThoughMostBlocksAreClipped() {
        var night = Levels.grey(256, 256, (x, y) -> 40).noisy(4, 20);
        assertThat(look(night, RGB).sigma().orElseThrow()).isBetween(17.0, 20.5);
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    /// A source of 60 pixels has nine blocks side by side, too few to compare; overlapping by half it has 25.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noiseOfATinyPhotographIsFound(long seed) throws IOException {
        var random = new Random(seed);
        double sigma = 5 + 10 * random.nextDouble();
        var photograph = Levels.of(LookedPictures.ofRepository("docs/images/astronaut.png"))
                .reduced(2);
        var part = photograph.cropped(random.nextInt(190), random.nextInt(190)).first(64, 66);

        assertThat(look(part.noisy(seed, sigma), RGB).sigma().orElseThrow()).isBetween(0.75 * sigma, 1.25 * sigma);
    }

    /// Half of the noise is cut off there. It is found 6 % too low in the mean, as what is rounded to the ground is
    /// lost.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noiseOnAPlainGroundIsFound(long seed) {
        var random = new Random(seed);
        double sigma = 2 + 10 * random.nextDouble();
        int ground = random.nextBoolean() ? 255 : 0;
        int size = 40 + random.nextInt(30);
        var lines = Levels.grey(160, 140, (x, y) -> x % size < 2 || y % size < 3 ? 128 : ground);

        var found = look(lines.inColour().noisy(seed, sigma), RGB);
        assertThat(found.sigma().orElseThrow()).isBetween(0.8 * sigma, 1.05 * sigma);
        assertThat(found.equivalent()).isEqualTo(found.sigma()); // each band has its own
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255})
    void plainGroundsWithShadowsAndWithWhatAJpegLeavesHaveNone(int ground) {
        int side = ground == 0 ? 1 : -1;
        var shadow = Levels.grey(160, 160, (x, y) -> ground + side * Math.max(0, 60 - Math.hypot(x - 70, y - 90)));
        var ringing =
                Levels.grey(160, 160, (x, y) -> x % 20 < 3 ? 128 : ground + side * 9 * Math.sin(2.1 * x + 1.3 * y));

        for (var levels : List.of(shadow, ringing)) {
            assertThat(look(levels, RGB).equivalent().orElse(0)).isLessThan(1);
        }
    }

    /// The smoothest few blocks of texture look like noise; as many as twelve do not by chance.
    @ParameterizedTest
    @CsvSource({"9, 4, 7.293", "9, 8, 8.147", "9, 12, 9", "9, 500, 9", "2, 4, 0.293", "1.5, 4, 0"})
    void ofFewBlocksLessCounts(double variance, long blocks, double counts) {
        double white = variance * 0.98623 / 4; // at half the resolution
        assertThat(new VarianceHistogram.Lowest(variance, white, blocks).whiteVariance())
                .isCloseTo(counts, within(0.001));
    }

    /// Of structure that keeps nearly all of its variance at half the resolution, nothing is noise.
    @ParameterizedTest
    @CsvSource({"0.25, 100", "1, 40", "1.25, 10", "1.32, 0", "1.5, 0", "2, 0"})
    void whereLittleMayBeNoiseNoneIs(double ratio, double percent) {
        var lowest = new VarianceHistogram.Lowest(10, 10 * 0.98623 * ratio, 50);
        assertThat(lowest.whiteVariance()).isCloseTo(percent / 10, within(0.001));
    }

    @Test
    void oneBandThatHasFarMoreCountsAsTwiceTheMiddleOne() {
        var levels = look(Levels.grey(200, 200, (x, y) -> 128).inColour().noisy(5, 2, 2, 20), RGB);
        assertThat(levels.sigma().orElseThrow()).isCloseTo(Math.sqrt((4 + 4 + 16) / 3.0), within(0.2));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 7", "17, 400", "400, 17", "33, 26"})
    void aPictureThatIsTooSmallTellsNothing(int width, int height) {
        var levels = look(Levels.grey(width, height, (x, y) -> 128).noisy(1, 10), RGB);
        assertThat(levels.sigma()).isEmpty();
        assertThat(levels.luma()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255})
    void blackAndWhiteTellNothing(int level) {
        assertThat(look(Levels.grey(200, 200, (x, y) -> level), RGB).sigma()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"30000, 18", "18, 30000", "18000, 360"})
    void widePicturesAndLargeOnesAreMeasuredInBlocksThatAreSpread(int width, int height) {
        var noisy = Levels.grey(width, height, (x, y) -> 128).noisy(1, 10);
        var noise = look(noisy, new PixelFormat(1, 8)).luma().orElseThrow();

        assertThat(noise.sigma()).isCloseTo(10, within(0.4));
        assertThat(noise.blocks()).isBetween(900L, 30_000L);
    }

    /// A shade has nothing but its noise, a cat more hair than that.
    @Test
    void theShareOfNoiseTellsHowMuchElseThereIs() throws IOException {
        var shade = Levels.grey(256, 256, (x, y) -> 110 + x / 20.0 + y / 30.0).inColour();
        assertThat(look(shade.noisy(3, 1), RGB).share().orElseThrow()).isBetween(0.85, 1.0);
        var cat = Levels.of(LookedPictures.ofRepository("docs/images/chelsea.png"))
                .reduced(2);
        double faint = look(cat.noisy(7, 2), RGB).share().orElseThrow();
        double strong = look(cat.noisy(7, 12), RGB).share().orElseThrow();
        assertThat(faint).isBetween(0.05, 0.3);
        assertThat(strong).isGreaterThan(0.8);
        assertThat(look(Levels.grey(200, 200, (x, y) -> 128), RGB).share()).isEmpty();
        assertThat(look(Levels.grey(7, 7, (x, y) -> 128).noisy(1, 10), RGB).share())
                .isEmpty();
    }

    @Test
    void noNoiseIsLessThanNone() {
        assertThatThrownBy(() -> new Noise(-1, 0, 3, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Noise(2, 1, 3, 4)).hasMessageContaining("sigma 2.0, coarse 1.0");
        assertThatThrownBy(() -> new Noise(Double.NaN, 1, 3, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Noise(1, 1, 3, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static NoiseLevels look(Levels levels, PixelFormat format) {
        var look = new NoiseLook(levels.width(), levels.height());
        levels.show(format, look::accept);
        return look.levels();
    }
}
