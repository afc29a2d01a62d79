package dev.azulejo.imaging.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsDecoderTest;
import dev.azulejo.imaging.pixels.ResultPixels;
import dev.azulejo.imaging.testkit.Rasters;
import dev.azulejo.imaging.testkit.SampleResult;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class JpegStripEncoderTest {
    private static final JpegStripEncoder ENCODER = new JpegStripEncoder(TestLibvips.LIBVIPS);
    private static final JpegSaver SAVER = new JpegSaver(TestLibvips.LIBVIPS);
    private static final VipsDecoder DECODER = new VipsDecoder(TestLibvips.LIBVIPS);

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private static ResultEncoding jpeg(int quality) {
        return ResultEncoding.of(ImageFormat.JPEG, quality);
    }

    private static Result result(PixelBlock image, int multiples, int quality) {
        var any = SampleResult.of(image, 1, jpeg(quality));
        return SampleResult.of(image, multiples * ENCODER.rowMultiple(any.pixels(), any.encoding()), jpeg(quality));
    }

    /// The file that libvips makes of the whole image.
    private static byte[] whole(PixelBlock image, int quality, int restartInterval) {
        var settings = new JpegSaver.Settings(quality, quality < 90, restartInterval);
        return SAVER.save(ResultPixels.of(image), settings);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stripsAreByteForByteTheScanOfTheWholeImage(long seed) throws UnreadableImage {
        var random = new Random(seed);
        var size = new Size(random.nextInt(1, 300), random.nextInt(1, 300));
        var format = new PixelFormat(random.nextBoolean() ? 3 : 1, 8);
        var image = seed % 4 == 0 ? PixelBlock.random(random, size, format) : TestPhoto.of(size, format);
        int quality = random.nextInt(1, 101);
        var result = result(image, random.nextInt(1, 12), quality);
        var file = SampleResult.encode(ENCODER, result, image);

        int mcusPerRow = Math.ceilDiv(size.width(), ENCODER.rowMultiple(result.pixels(), result.encoding()));
        var expected = JpegParts.of(whole(image, quality, mcusPerRow));
        assertThat(JpegParts.of(file).entropyCoded()).isEqualTo(expected.entropyCoded());
        assertThat(JpegParts.of(file).segments()).isEqualTo(expected.segments());

        var withoutRestarts = VipsDecoderTest.decode(whole(image, quality, 0));
        assertThat(VipsDecoderTest.decode(file).samples()).isEqualTo(withoutRestarts.samples());
        assertThat(Rasters.read(file).samples()).isEqualTo(withoutRestarts.samples());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,50", "50,1", "16,16", "17,33"})
    void oddShapes(int width, int height) throws UnreadableImage {
        for (int quality : new int[] {75, 95}) {
            var image = TestPhoto.of(new Size(width, height), PixelFormat.rgb8());
            var file = SampleResult.encode(ENCODER, result(image, 1, quality), image);
            assertThat(VipsDecoderTest.decode(file).samples())
                    .isEqualTo(VipsDecoderTest.decode(whole(image, quality, 0)).samples());
        }
    }

    @ParameterizedTest
    @CsvSource({"3,89,16", "3,90,8", "1,50,8", "1,95,8", "4,89,16", "2,50,8"})
    void stripsStartAtRowsOfMcus(int bands, int quality, int rows) {
        var image = PixelBlock.blank(new Size(40, 40), new PixelFormat(bands, 8));
        assertThat(ENCODER.rowMultiple(image.format(), jpeg(quality))).isEqualTo(rows);
    }

    @Test
    void refusesStripsThatStartElsewhere() {
        var image = PixelBlock.blank(new Size(40, 40), PixelFormat.rgb8());
        var result = SampleResult.of(image, 12, jpeg(95));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ENCODER.encode(result, 1, image.crop(result.strips().outputRect(1))))
                .withMessage("strip 1 starts at row 12, which is no multiple of 8");
    }

    private static byte[] eightBits(PixelBlock block) {
        return ResultPixels.of(block).onWhite().inEightBits().samples();
    }

    @Test
    void laysTransparentPixelsOnWhiteAndRoundsTo8Bits() {
        var samples = new byte[] {
            0, 0, 0, 0, 0, 0, // clear black
            0, 0, -1, -1, 0, 0, // black, opaque in grey and alpha
        };
        var clear = new PixelBlock(1, 1, new PixelFormat(2, 16), Arrays.copyOf(samples, 4));
        assertThat(eightBits(clear)).containsExactly(255);
        var opaque = new PixelBlock(1, 1, new PixelFormat(2, 16), Arrays.copyOfRange(samples, 6, 10));
        assertThat(eightBits(opaque)).containsExactly(0);
        var half = new PixelBlock(1, 1, new PixelFormat(4, 8), new byte[] {(byte) 200, 0, 100, (byte) 128});
        assertThat(eightBits(half)).containsExactly(227, 127, 177);
    }

    @Test
    void roundsEvery16BitSampleToTheNearest() {
        var samples = new byte[2 * 65_536];
        for (int value = 0; value < 65_536; value++) {
            samples[2 * value] = (byte) value;
            samples[2 * value + 1] = (byte) (value >> 8);
        }
        var rounded = eightBits(new PixelBlock(256, 256, new PixelFormat(1, 16), samples));
        for (int value = 0; value < 65_536; value++) {
            assertThat(rounded[value] & 0xff).isEqualTo((int) Math.round(value / 257.0));
        }
    }

    @Test
    void carriesProfileAndDensity() throws UnreadableImage {
        var image = TestPhoto.of(new Size(40, 40), PixelFormat.rgb8());
        byte[] profile =
                Arrays.copyOf(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData(), 150_000);
        for (var density : new Density[] {new Density(300 / 25.4, 72 / 25.4), new Density(11.8, 11.8)}) {
            var result = SampleResult.of(new Size(40, 40), image.format(), 16, jpeg(92), profile, density);
            var file = SampleResult.encode(ENCODER, result, image);
            var probed = DECODER.probe(new ByteArrayInputStream(file), 1);
            assertThat(probed.metadata().profile()).isEqualTo(new Blob(profile));
            assertThat(probed.density()).isEqualTo(density);
        }
    }

    @Test
    void saysNothingOfDensityWhenTheSourceDidNot() throws UnreadableImage {
        var image = TestPhoto.of(new Size(40, 40), PixelFormat.rgb8());
        var file = SampleResult.encode(ENCODER, result(image, 1, 92), image);
        assertThat(DECODER.probe(new ByteArrayInputStream(file), 1).density()).isNull();
    }

    @Test
    void encodesUpToTheLongestSides() throws UnreadableImage {
        for (var size : new Size[] {new Size(65_500, 24), new Size(24, 65_500)}) {
            var image = TestPhoto.of(size, new PixelFormat(1, 8));
            var file = SampleResult.encode(ENCODER, result(image, 1_000, 50), image);
            assertThat(VipsDecoderTest.decode(file).samples())
                    .isEqualTo(VipsDecoderTest.decode(whole(image, 50, 0)).samples());
        }
    }
}
