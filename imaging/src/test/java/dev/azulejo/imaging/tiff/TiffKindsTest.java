package dev.azulejo.imaging.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsDecoderTest;
import dev.azulejo.imaging.testkit.LosslessJpeg;
import dev.azulejo.imaging.testkit.Rasters;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import dev.azulejo.imaging.testkit.TiffBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests kinds of TIFF that libvips does not read, or reads wrong.
class TiffKindsTest {
    private static final int GREY = 1; // PhotometricInterpretation
    private static final int RGB = 2;
    private static final int YCBCR = 6;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int SAMPLES = 277;
    private static final int PLANAR = 284;
    private static final int SUBSAMPLING = 530;
    private static final int SAMPLE_FORMAT = 339;
    private static final int OLD_JPEG = 6; // Compression
    private static final int JPEG = 7;

    /// Y, Cb and Cr of nearly sRGB's red (ITU-T T.871).
    private static final int[] RED = {76, 85, 255};

    private static UnreadableImage refusal(byte[] file) {
        try {
            VipsDecoderTest.decode(file);
        } catch (UnreadableImage refusal) {
            return refusal;
        }
        throw new AssertionError("was not refused");
    }

    private static void assertRefused(byte[] file, String... words) {
        assertThat(refusal(file).reason()).isEqualTo(Reason.UNSUPPORTED_PIXELS);
        assertThat(refusal(file).detail()).contains(words).doesNotContain("copy or export it again");
    }

    private static int[] samples(PixelBlock block) {
        var bytes = ByteBuffer.wrap(block.samples()).order(ByteOrder.LITTLE_ENDIAN);
        var samples = new int[block.samples().length / block.format().bytesPerSample()];
        Arrays.setAll(samples, i -> block.format().bits() == 8 ? bytes.get(i) & 0xff : bytes.getShort(2 * i) & 0xffff);
        return samples;
    }

    /// Packs numbers of `bits` each, the highest bit first, padded to bytes.
    private static byte[] packed(int bits, int... numbers) {
        var bytes = new byte[Math.ceilDiv(bits * numbers.length, 8)];
        for (int i = 0; i < bits * numbers.length; i++) {
            if ((numbers[i / bits] >> (bits - 1 - i % bits) & 1) == 1) {
                bytes[i / 8] |= (byte) (0x80 >> i % 8);
            }
        }
        return bytes;
    }

    private static TiffBytes.Page pixels(TiffBytes file, int width, int height, int bits, int samples, byte[] data) {
        var depths = new int[samples];
        Arrays.fill(depths, bits);
        return file.page(
                        width,
                        height,
                        samples < 3 ? GREY : RGB,
                        8,
                        Arrays.copyOf(data, Math.max(data.length, width * height)))
                .numbers(BITS, TiffBytes.SHORT, depths)
                .numbers(SAMPLES, TiffBytes.SHORT, samples)
                .numbers(279, TiffBytes.LONG, data.length);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "2, 2", "4, 4"})
    void readsYcbcrWhoseBandsLieApart(int across, int down) throws UnreadableImage {
        int side = 8;
        int reduced = side / across * (side / down);
        var bands = new ByteArrayOutputStream();
        for (int band = 0; band < 3; band++) {
            var samples = new byte[band == 0 ? side * side : reduced];
            Arrays.fill(samples, (byte) RED[band]);
            bands.writeBytes(samples);
        }
        var file = TiffBytes.classic();
        file.page(side, side, YCBCR, 8, bands.toByteArray())
                .numbers(BITS, TiffBytes.SHORT, 8, 8, 8)
                .numbers(SAMPLES, TiffBytes.SHORT, 3)
                .numbers(PLANAR, TiffBytes.SHORT, 2)
                .numbers(SUBSAMPLING, TiffBytes.SHORT, across, down)
                .strips(side * side, reduced, reduced);
        var decoded = VipsDecoderTest.decode(file.toByteArray());
        assertThat(decoded.format()).isEqualTo(PixelFormat.rgb8());
        for (int pixel = 0; pixel < side * side; pixel++) {
            assertThat(decoded.samples()[3 * pixel] & 0xff).isGreaterThan(250);
            assertThat(decoded.samples()[3 * pixel + 1] & 0xff).isLessThan(5);
            assertThat(decoded.samples()[3 * pixel + 2] & 0xff).isLessThan(5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 12, 14})
    void keepsMoreThan8Bits(int bits) throws UnreadableImage {
        int white = (1 << bits) - 1;
        var colours = new int[] {white, white / 2, 1, 0, white - 1, 5};
        var file = TiffBytes.classic();
        pixels(file, 2, 1, bits, 3, packed(bits, colours));
        var decoded = VipsDecoderTest.decode(file.toByteArray());
        assertThat(decoded.format()).isEqualTo(new PixelFormat(3, 16));
        for (int i = 0; i < colours.length; i++) {
            assertThat(samples(decoded)[i])
                    .isBetween((int) (colours[i] * 65_535L / white), (int) (colours[i] * 65_535L / white) + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "4, 3", "4, 4", "6, 3"})
    void readsColoursOfFewBits(int bits, int bands) throws UnreadableImage {
        int white = (1 << bits) - 1;
        var pixel = new int[] {white, 1, 0, white};
        var file = TiffBytes.classic();
        var page = pixels(file, 1, 1, bits, bands, packed(bits, Arrays.copyOf(pixel, bands)));
        if (bands == 4) {
            page.numbers(338, TiffBytes.SHORT, 2);
        }
        var decoded = VipsDecoderTest.decode(file.toByteArray());
        assertThat(decoded.format()).isEqualTo(new PixelFormat(bands, 8));
        var expected = new int[] {255, Math.round(255f / white), 0, 255};
        assertThat(samples(decoded)).containsExactly(Arrays.copyOf(expected, bands));
    }

    @Test
    void readsBandsOfFewBitsThatLieApart() throws UnreadableImage {
        var file = TiffBytes.classic();
        pixels(file, 2, 1, 2, 3, new byte[] {(byte) 0b0111_0000, (byte) 0b1000_0000, 0})
                .numbers(PLANAR, TiffBytes.SHORT, 2)
                .strips(1, 1, 1);
        assertThat(samples(VipsDecoderTest.decode(file.toByteArray()))).containsExactly(85, 170, 0, 255, 0, 0);
    }

    @Test
    void reduces24BitsTo16() throws UnreadableImage {
        var file = TiffBytes.classic();
        pixels(file, 2, 1, 24, 1, new byte[] {0, 0, 0, -1, -1, -1});
        assertThat(samples(VipsDecoderTest.decode(file.toByteArray()))).containsExactly(0, 65_535);
        assertThat(warnings(file)).containsExactly("24 bits a sample were reduced to 16");
    }

    private static List<String> warnings(TiffBytes file) throws UnreadableImage {
        return new VipsDecoder(TestLibvips.LIBVIPS)
                .probe(new ByteArrayInputStream(file.toByteArray()), 1)
                .warnings();
    }

    @ParameterizedTest
    @CsvSource({"24, 3, 5_100, 25", "12, 4, 6_200, 37", "10, 3, 7_100, 50"})
    void refusesWhatWouldNotFitAHeap(int bits, int bands, String side, int mostMillions) {
        var file = TiffBytes.classic();
        int pixels = Integer.parseInt(side.replace("_", ""));
        pixels(file, 1, 1, bits, bands, new byte[16])
                .numbers(256, TiffBytes.LONG, pixels)
                .numbers(257, TiffBytes.LONG, pixels)
                .numbers(278, TiffBytes.LONG, pixels);
        assertThat(refusal(file.toByteArray()).reason()).isEqualTo(Reason.TOO_LARGE_FOR_READER);
        assertThat(refusal(file.toByteArray()).detail()).contains("only %d million are read".formatted(mostMillions));
    }

    /// The TIFF shows what the JDK makes of the JPEG alone; with tiles libvips gave a black picture.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsJpegOfTheOldStyle(boolean tiled) throws UnreadableImage {
        var photo = TestPhoto.of(new Size(64, 48), PixelFormat.rgb8());
        var jpeg = Rasters.jpeg(photo, 0.9f, false);
        var file = TiffBytes.classic();
        var page = file.page(64, 48, YCBCR, 8, Arrays.copyOf(jpeg, Math.max(jpeg.length, 64 * 48)))
                .numbers(BITS, TiffBytes.SHORT, 8, 8, 8)
                .numbers(SAMPLES, TiffBytes.SHORT, 3)
                .numbers(SUBSAMPLING, TiffBytes.SHORT, 2, 2)
                .numbers(COMPRESSION, TiffBytes.SHORT, OLD_JPEG)
                .numbers(514, TiffBytes.LONG, jpeg.length)
                .startsAt(513);
        if (tiled) {
            page.tile(64, 48);
        }
        var decoded = VipsDecoderTest.decode(file.toByteArray());
        var expected = Rasters.read(jpeg);
        assertThat(decoded.format()).isEqualTo(PixelFormat.rgb8());
        assertThat(meanDifference(decoded, expected)).isLessThan(1);
    }

    private static double meanDifference(PixelBlock one, PixelBlock other) {
        long sum = 0;
        for (int i = 0; i < one.samples().length; i++) {
            sum += Math.abs((one.samples()[i] & 0xff) - (other.samples()[i] & 0xff));
        }
        return sum / (double) one.samples().length;
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16})
    void readsJpegWithoutLoss(int bits) throws UnreadableImage {
        int white = (1 << bits) - 1;
        var levels = new int[] {0, white, white / 2, 7, 7, white - 3, 1, 2, 3};
        var jpeg = LosslessJpeg.of(3, 3, bits, levels);
        var file = TiffBytes.classic();
        pixels(file, 3, 3, bits, 1, jpeg).numbers(COMPRESSION, TiffBytes.SHORT, JPEG);
        var decoded = VipsDecoderTest.decode(file.toByteArray());
        assertThat(decoded.format()).isEqualTo(new PixelFormat(1, 16));
        for (int i = 0; i < levels.length; i++) {
            assertThat(samples(decoded)[i])
                    .isBetween((int) (levels[i] * 65_535L / white), (int) (levels[i] * 65_535L / white) + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "16, 3, floating-point",
        "24, 3, floating-point",
        "32, 3, floating-point",
        "64, 3, floating-point",
        "8, 2, signed",
        "32, 2, signed",
        "64, 5, complex",
        "64, 1, 64 bits a sample"
    })
    void namesNumbersWithoutAMeaningForTheEye(int bits, int format, String words) {
        var file = TiffBytes.classic();
        pixels(file, 1, 1, bits, 1, new byte[bits / 8]).numbers(SAMPLE_FORMAT, TiffBytes.SHORT, format);
        assertRefused(file.toByteArray(), words);
    }

    @ParameterizedTest
    @CsvSource({"34925, LZMA", "34661, JBIG", "34887, LERC", "50002, JPEG XL", "34712, JPEG 2000"})
    void namesTheCodingThatIsNotRead(int compression, String name) {
        var file = TiffBytes.classic();
        pixels(file, 2, 2, 8, 1, new byte[4]).numbers(COMPRESSION, TiffBytes.SHORT, compression);
        assertRefused(file.toByteArray(), name, "tiffcp -c zip");
    }

    @Test
    void namesJpegOf12Bits() {
        var jpeg = LosslessJpeg.of(3, 3, 12, new int[9]);
        jpeg[3] = (byte) 0xc1; // sequential, in place of lossless
        var file = TiffBytes.classic();
        pixels(file, 3, 3, 12, 1, jpeg).numbers(COMPRESSION, TiffBytes.SHORT, JPEG);
        assertRefused(file.toByteArray(), "JPEG of 12 bits");
    }

    /// Photometric 62 does not exist, and libtiff knows no compression 54321.
    @Test
    void namesACodingThatNobodyKnows() {
        var file = TiffBytes.classic();
        pixels(file, 2, 2, 8, 1, new byte[4]).numbers(COMPRESSION, TiffBytes.SHORT, 54_321);
        assertRefused(file.toByteArray(), "a kind that is not read");
    }

    @Test
    void guessesWhatSamplesMeanAndSaysSo() throws UnreadableImage {
        var file = TiffBytes.classic();
        pixels(file, 1, 1, 8, 3, new byte[] {1, 2, 3}).without(262);
        assertThat(samples(VipsDecoderTest.decode(file.toByteArray()))).containsExactly(1, 2, 3);
        assertThat(warnings(file)).singleElement().asString().contains("PhotometricInterpretation", "guessed");
    }

    /// libtiff warns that tags are not in order, and fails because of the pixels.
    @Test
    void quotesWhyItFailsAndNotAWarning() {
        var file = TiffBytes.classic();
        pixels(file, 64, 64, 8, 1, new byte[50]).numbers(COMPRESSION, TiffBytes.SHORT, 5);
        var bytes = file.toByteArray();
        var first = Arrays.copyOfRange(bytes, 10, 22);
        System.arraycopy(bytes, 22, bytes, 10, 12);
        System.arraycopy(first, 0, bytes, 22, 12);
        assertThat(refusal(bytes).reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal(bytes).detail()).contains("code not yet in table").doesNotContain("sorted");
    }

    /// Java's reader says no more than the name of a class.
    @Test
    void saysThatPixelsEndTooSoon() {
        var file = TiffBytes.classic();
        pixels(file, 64, 64, 12, 1, new byte[64]);
        assertThat(refusal(file.toByteArray()).detail())
                .isEqualTo("is a TIFF that is damaged (its pixels end too soon); copy or export it again");
    }

    @Test
    void anUnknownPageIsStillRefused() {
        var file = TiffBytes.classic();
        pixels(file, 1, 1, 8, 1, new byte[1]);
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() ->
                        new VipsDecoder(TestLibvips.LIBVIPS).probe(new ByteArrayInputStream(file.toByteArray()), 2))
                .withMessageContaining("there is no number 2");
    }
}
