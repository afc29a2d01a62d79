package dev.azulejo.core.look.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.look.Levels;
import dev.azulejo.core.look.LookedPictures;
import dev.azulejo.core.pixels.PixelFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class JpegLookTest {
    private static final PixelFormat RGB = PixelFormat.rgb8();
    private static final int PARTS = 30;

    @ParameterizedTest
    @CsvSource({
        "astronaut, 10, 3, 5",
        "astronaut, 30, 0, 0",
        "astronaut, 50, 1, 7",
        "astronaut, 75, 7, 1",
        "astronaut, 85, 4, 4",
        "astronaut, 92, 0, 6",
        "chelsea, 20, 2, 0",
        "chelsea, 60, 5, 3",
        "chelsea, 85, 6, 7"
    })
    void gridAndQualityOfAJpegAreFoundInItsPixels(String name, int quality, int left, int top) throws IOException {
        var decoded = asJpeg(photograph(name), quality).cropped(left, top);

        var found = (JpegTrace.Found) look(decoded, RGB);
        assertThat(found.left()).isEqualTo((8 - left) % 8);
        assertThat(found.top()).isEqualTo((8 - top) % 8);
        assertThat(found.quality()).isBetween(quality - 3, quality + 3);
        assertThat(found.evidence()).isGreaterThan(100);
        assertThat(found.blocks()).isGreaterThan(300);
    }

    /// Some 40 blocks mostly suffice where steps are those of libjpeg, and never mislead.
    @Test
    void tinyPartsOfAJpegMostlyShowIt() throws IOException {
        int found = 0;
        for (long seed = 0; seed < PARTS; seed++) {
            var random = new Random(seed);
            int quality = 40 + random.nextInt(51);
            var decoded = asJpeg(photograph(random.nextBoolean() ? "astronaut" : "chelsea"), quality);
            int left = 40 + random.nextInt(150);
            int top = 40 + random.nextInt(150);
            if (look(decoded.cropped(left, top).first(66, 60), RGB) instanceof JpegTrace.Found trace) {
                found++;
                assertThat(trace.left()).as("seed %d", seed).isEqualTo((8 - left % 8) % 8);
                assertThat(trace.top()).as("seed %d", seed).isEqualTo((8 - top % 8) % 8);
                assertThat(trace.quality()).as("seed %d", seed).isBetween(quality - 3, quality + 3);
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(PARTS * 2 / 3);
    }

    /// Blocks that are cut off tell nothing, and do not hide those beside them.
    @Test
    void aThingOnWhiteShowsIt() throws IOException {
        var photograph = photograph("astronaut");
        var onWhite = new float[3][];
        for (int band = 0; band < 3; band++) {
            float[] all = photograph.bands()[band];
            onWhite[band] = Levels.grey(
                            128,
                            128,
                            (x, y) -> Math.hypot(x - 64, y - 64) < 44
                                    ? all[(y + 60) * photograph.width() + x + 170]
                                    : 255)
                    .bands()[0];
        }
        assertThat(look(asJpeg(new Levels(128, 128, onWhite), 70), RGB)).isInstanceOf(JpegTrace.Found.class);
    }

    /// Text on a dark ground that is not black; of its rows more values are zero at another place than at that of the
    /// grid.
    @ParameterizedTest
    @ValueSource(ints = {60, 75, 90})
    void textOnADarkGroundShowsIt(int quality) throws IOException {
        var text = Levels.of(LookedPictures.ofRepository("docs/images/text.png"))
                .cropped(100, 100)
                .first(144, 128);
        var dark = Levels.grey(144, 128, (x, y) -> 220 - 0.7 * text.bands()[1][y * 144 + x]);

        assertThat(look(dark, RGB)).isNotInstanceOf(JpegTrace.Found.class);
        var found = (JpegTrace.Found) look(asJpeg(dark, quality), RGB);
        assertThat(found.quality()).isBetween(quality - 3, quality + 3);
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "2, 8", "4, 8", "3, 16"})
    void allFormatsShowIt(int bands, int bits) throws IOException {
        var colour = photograph("astronaut");
        var grey = asJpeg(new Levels(colour.width(), colour.height(), colour.bands()[1]), 70);
        var trace = look(new Levels(grey.width(), grey.height(), grey.bands()[0]), new PixelFormat(bands, bits));
        assertThat(trace).isInstanceOf(JpegTrace.Found.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"astronaut", "chelsea"})
    void whatWasNoJpegOrHasChangedSinceShowsNone(String name) throws IOException {
        var jpeg = asJpeg(photograph(name), 60);

        assertThat(look(photograph(name), RGB)).isInstanceOf(JpegTrace.None.class);
        assertThat(look(photograph(name).noisy(3, 5), RGB)).isInstanceOf(JpegTrace.None.class);
        assertThat(look(jpeg.reduced(2), RGB)).isInstanceOf(JpegTrace.None.class);
    }

    /// Its coefficients are the same in all blocks, wherever they begin.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anEvenRampShowsNone(long seed) {
        var random = new Random(seed);
        int ground = random.nextInt(1 << 24);
        var image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, ground ^ (((x * 3) << 16) | ((y * 2) << 8) | random.nextInt(8)));
            }
        }

        assertThat(look(Levels.of(image), RGB)).isInstanceOf(JpegTrace.None.class);
    }

    @Test
    void drawingsAndNoiseShowNone() throws IOException {
        var squares = Levels.grey(256, 256, (x, y) -> (x / 8 * 37 + y / 8 * 91) % 200 + 20);
        var stripes = Levels.grey(256, 256, (x, y) -> x / 8 % 2 == 0 ? 90 + y / 4 : 160 - y / 4);
        var text = Levels.of(LookedPictures.ofRepository("docs/images/text.png"));
        var noise = Levels.grey(256, 256, (x, y) -> 128).noisy(1, 30);

        assertThat(look(squares, RGB)).isNotInstanceOf(JpegTrace.Found.class);
        assertThat(look(stripes, RGB)).isNotInstanceOf(JpegTrace.Found.class);
        assertThat(look(text, RGB)).isNotInstanceOf(JpegTrace.Found.class);
        assertThat(look(noise, RGB)).isInstanceOf(JpegTrace.None.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 7", "15, 15", "31, 24", "7, 3000", "3000, 7"})
    void aPictureThatIsTooSmallTellsNothing(int width, int height) {
        var noisy = Levels.grey(width, height, (x, y) -> 128).noisy(1, 20);
        assertThat(look(noisy, RGB)).isInstanceOf(JpegTrace.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 255})
    void oneColourTellsNothing(int level) {
        assertThat(look(Levels.grey(300, 300, (x, y) -> level), RGB)).isEqualTo(new JpegTrace.Unknown(0));
    }

    @Test
    void aWidePictureIsLookedAtInWindowsThatAreSpread() {
        var noisy = Levels.grey(40_000, 48, (x, y) -> 128).noisy(1, 20);
        assertThat(look(noisy, new PixelFormat(1, 8)).blocks()).isBetween(3_500, 5_500);
    }

    @Test
    void aGridLiesWithinEightPixels() {
        assertThatThrownBy(() -> new JpegTrace.Found(8, 0, 50, 100, 100)).hasMessageContaining("at 8, 0 of quality 50");
        assertThatThrownBy(() -> new JpegTrace.Found(0, 0, 0, 100, 100)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Levels photograph(String name) throws IOException {
        return Levels.of(LookedPictures.ofRepository("docs/images/" + name + ".png"));
    }

    public static Levels asJpeg(Levels levels, int quality) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality / 100f);
        BufferedImage picture = levels.picture();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return Levels.of(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private static JpegTrace look(Levels levels, PixelFormat format) {
        var look = new JpegLook(levels.width(), levels.height());
        levels.show(format, look::accept);
        return look.trace();
    }
}
