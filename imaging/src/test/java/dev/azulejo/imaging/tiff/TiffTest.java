package dev.azulejo.imaging.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsDecoderTest;
import dev.azulejo.imaging.colour.SourceProfile;
import dev.azulejo.imaging.testkit.Rasters;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TiffBytes;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffTest {
    private static final int GREY = 1; // PhotometricInterpretation
    private static final int RGB = 2;
    private static final int SEPARATED = 5;
    private static final int CIELAB = 8;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;

    private static ProbedImage probe(byte[] file, int page) throws UnreadableImage {
        return new VipsDecoder(TestLibvips.LIBVIPS).probe(new ByteArrayInputStream(file), page);
    }

    private static int[] samples(byte[] file) throws UnreadableImage {
        var block = VipsDecoderTest.decode(file);
        var samples = new int[block.samples().length / block.format().bytesPerSample()];
        var bytes = ByteBuffer.wrap(block.samples()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = block.format().bits() == 8 ? bytes.get() & 0xff : bytes.getShort() & 0xffff;
        }
        return samples;
    }

    /// A page of one pixel, of 8 bits a sample.
    private static TiffBytes.Page pixel(TiffBytes file, int photometric, int... samples) {
        var bytes = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            bytes[i] = (byte) samples[i];
        }
        return file.page(1, 1, photometric, 8, bytes);
    }

    private static byte[] onePixel(int photometric, int... samples) {
        var file = TiffBytes.classic();
        pixel(file, photometric, samples);
        return file.toByteArray();
    }

    private static void assertRefused(byte[] file, Reason reason, String words) {
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> VipsDecoderTest.decode(file))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
                .withMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void readsBothByteOrdersAndBigTiff(boolean littleEndian, boolean big) throws UnreadableImage {
        var order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        var file = new TiffBytes(order, big);
        var samples = ByteBuffer.allocate(2 * 3 * 2 * 3).order(order);
        ShortBuffer shorts = samples.asShortBuffer();
        for (int i = 0; i < 18; i++) {
            shorts.put((short) (i * 3_600));
        }
        file.page(2, 3, RGB, 16, samples.array());
        var decoded = samples(file.toByteArray());
        assertThat(probe(file.toByteArray(), 1).pixels()).isEqualTo(new PixelFormat(3, 16));
        for (int i = 0; i < 18; i++) {
            assertThat(decoded[i]).isEqualTo(i * 3_600);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void readsWhatJavaWrites(int bands) throws UnreadableImage {
        var block = PixelBlock.random(new Random(bands), new Size(61, 43), new PixelFormat(bands, 8));
        assertThat(VipsDecoderTest.decode(Rasters.write(Rasters.image(block), "tiff", 1, false))
                        .samples())
                .isEqualTo(block.samples());
    }

    /// The file resembles TwelveMonkeys' `emptyexiftag.tif`: the entry of the orientation was overwritten
    /// with zeros.
    @ParameterizedTest
    @CsvSource({"0, 0, false", "0, 0, true", "274, 0, false", "305, 14, false", "60000, 200, false", "60000, 19, true"})
    void leavesOutEntriesOfATypeThatDoesNotExistAndSaysSo(int tag, int type, boolean big) throws UnreadableImage {
        var file = new TiffBytes(ByteOrder.BIG_ENDIAN, big);
        pixel(file, RGB, 1, 20, 255).empty(tag, type);
        assertThat(samples(file.toByteArray())).containsExactly(1, 20, 255);
        assertThat(probe(file.toByteArray(), 1).warnings())
                .containsExactly("has 1 directory entry of a type that does not exist, which is left out");
    }

    @Test
    void turnsPremultipliedColoursBack() throws UnreadableImage {
        var file = TiffBytes.classic();
        pixel(file, RGB, 100, 50, 0, 128).numbers(EXTRA_SAMPLES, TiffBytes.SHORT, 1);
        assertThat(samples(file.toByteArray())).containsExactly(199, 99, 0, 128);
        var straight = TiffBytes.classic();
        pixel(straight, RGB, 100, 50, 0, 128).numbers(EXTRA_SAMPLES, TiffBytes.SHORT, 2);
        assertThat(samples(straight.toByteArray())).containsExactly(100, 50, 0, 128);
    }

    @Test
    void leavesOutChannelsThatAreNotCalledTransparency() throws UnreadableImage {
        var file = TiffBytes.classic();
        pixel(file, RGB, 1, 2, 3, 4).numbers(EXTRA_SAMPLES, TiffBytes.SHORT, 0);
        assertThat(samples(file.toByteArray())).containsExactly(1, 2, 3);
        assertThat(probe(file.toByteArray(), 1).warnings())
                .containsExactly("1 extra channel that the file does not call transparency is left out");
        var more = TiffBytes.classic();
        pixel(more, RGB, 1, 2, 3, 4, 5, 6).numbers(EXTRA_SAMPLES, TiffBytes.SHORT, 2, 0, 0);
        assertThat(samples(more.toByteArray())).containsExactly(1, 2, 3, 4);
        assertThat(probe(more.toByteArray(), 1).warnings())
                .singleElement()
                .asString()
                .contains("2 extra channels");
    }

    @Test
    void convertsInksAndSaysSo() throws UnreadableImage {
        var paper = onePixel(SEPARATED, 0, 0, 0, 0);
        assertThat(samples(paper)).containsExactly(255, 255, 255);
        var red = samples(onePixel(SEPARATED, 0, 255, 255, 0));
        assertThat(red[0]).isGreaterThan(180);
        assertThat(red[1]).isLessThan(80);
        assertThat(Arrays.stream(samples(onePixel(SEPARATED, 255, 255, 255, 255)))
                        .max()
                        .orElseThrow())
                .isLessThan(30);
        var image = probe(paper, 1);
        assertThat(image.pixels()).isEqualTo(PixelFormat.rgb8());
        assertThat(image.warnings()).singleElement().asString().contains("CMYK").contains("general profile");
        assertThat(SourceProfile.of(Objects.requireNonNull(image.metadata().profile())
                                .bytes())
                        .fits("RGB "))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void keepsTheTransparencyOfInks(int bits) throws UnreadableImage {
        var file = TiffBytes.classic();
        var samples = new byte[5 * bits / 8];
        Arrays.fill(samples, 4 * bits / 8, samples.length, (byte) 77);
        file.page(1, 1, SEPARATED, bits, samples).numbers(EXTRA_SAMPLES, TiffBytes.SHORT, 2);
        int max = bits == 8 ? 255 : 65_535;
        assertThat(samples(file.toByteArray())).containsExactly(max, max, max, 77 * max / 255);
    }

    /// Neutral L* 50 is 119 in sRGB (IEC 61966-2-1 and CIE 15).
    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void convertsLabOfD50(int bits) throws UnreadableImage {
        var file = TiffBytes.classic();
        var samples = bits == 8
                ? new byte[] {(byte) 128, 0, 0, (byte) 255, 0, 0}
                : new byte[] {0, (byte) 128, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0};
        file.page(2, 1, CIELAB, bits, samples);
        var decoded = samples(file.toByteArray());
        int scale = bits == 8 ? 1 : 257;
        for (int i = 0; i < 3; i++) {
            assertThat(decoded[i] / (double) scale).isBetween(117.0, 120.5);
            assertThat(decoded[3 + i] / (double) scale).isGreaterThan(252);
        }
        assertThat(probe(file.toByteArray(), 1).warnings()).containsExactly("L*a*b* colours were converted to sRGB");
    }

    @Test
    void labOfColourIsThatColour() throws UnreadableImage {
        // sRGB red in L*a*b* of D50: 54.29, 80.81, 69.89 (Bruce Lindbloom's calculator)
        var decoded = samples(onePixel(CIELAB, 138, 81, 70));
        assertThat(decoded[0]).isGreaterThan(250);
        assertThat(decoded[1]).isLessThan(15);
        assertThat(decoded[2]).isLessThan(15);
    }

    @Test
    void refusesNumbersWithoutAMeaningForTheEye() {
        var floating = TiffBytes.classic();
        floating.page(1, 1, GREY, 32, new byte[4]).numbers(SAMPLE_FORMAT, TiffBytes.SHORT, 3);
        assertRefused(floating.toByteArray(), Reason.UNSUPPORTED_PIXELS, "convert it to 16 bits");
        var signed = TiffBytes.classic();
        signed.page(1, 1, GREY, 16, new byte[2]).numbers(SAMPLE_FORMAT, TiffBytes.SHORT, 2);
        assertRefused(signed.toByteArray(), Reason.UNSUPPORTED_PIXELS, "signed numbers");
        assertRefused(onePixel(32_844, 1), Reason.UNSUPPORTED_PIXELS, "LogLuv");
        assertRefused(onePixel(9, 1, 2, 3), Reason.UNSUPPORTED_PIXELS, "PhotometricInterpretation 9");
    }

    @Test
    void reduces32BitsTo16() throws UnreadableImage {
        var file = TiffBytes.classic();
        file.page(1, 1, GREY, 32, new byte[] {1, 2, (byte) 200, (byte) 100});
        assertThat(samples(file.toByteArray())).containsExactly(100 << 8 | 200);
        assertThat(probe(file.toByteArray(), 1).warnings()).containsExactly("32 bits a sample were reduced to 16");
    }

    @Test
    void readsOddDepthsByJava() throws UnreadableImage {
        var file = TiffBytes.classic();
        var page = file.page(2, 1, GREY, 8, new byte[] {(byte) 0xff, (byte) 0xf8, 0}); // 4095 and 2048 of 12 bits
        page.numbers(258, TiffBytes.SHORT, 12).numbers(277, TiffBytes.SHORT, 1).numbers(274, TiffBytes.SHORT, 6);
        page.ratio(282, 300, 1).ratio(283, 300, 1).numbers(296, TiffBytes.SHORT, 2);
        assertThat(samples(file.toByteArray())).containsExactly(65_535, 32_776);
        var image = probe(file.toByteArray(), 1);
        assertThat(image.orientation()).isEqualTo(Orientation.TURNED_90);
        assertThat(image.density()).isEqualTo(new Density(300 / 25.4, 300 / 25.4));
    }

    @Test
    void refusesRawPhotosAndJpeg2000Inside() {
        var raw = TiffBytes.classic();
        pixel(raw, RGB, 1, 2, 3).child(330).numbers(262, TiffBytes.SHORT, 32_803);
        assertRefused(raw.toByteArray(), Reason.UNSUPPORTED_FORMAT, "develop it");
        var dng = TiffBytes.classic();
        pixel(dng, RGB, 1, 2, 3).numbers(50_706, TiffBytes.BYTE, 1, 4, 0, 0);
        assertRefused(dng.toByteArray(), Reason.UNSUPPORTED_FORMAT, "raw photo");
        var scan = TiffBytes.classic();
        pixel(scan, RGB, 1, 2, 3).numbers(259, TiffBytes.SHORT, 33_005);
        assertRefused(scan.toByteArray(), Reason.UNSUPPORTED_PIXELS, "JPEG 2000");
    }

    @Test
    void countsPagesButNotSmallerVersionsOfThem() throws UnreadableImage {
        var file = TiffBytes.classic();
        pixel(file, RGB, 1, 2, 3);
        pixel(file, RGB, 1, 2, 3).numbers(254, TiffBytes.LONG, 1);
        file.page(2, 1, GREY, 8, new byte[] {7, 8});
        var first = probe(file.toByteArray(), 1);
        assertThat(first.pages()).isEqualTo(2);
        assertThat(first.warnings()).containsExactly("has 2 pages; the first was taken");
        var second = probe(file.toByteArray(), 2);
        assertThat(second.stored()).isEqualTo(new Size(2, 1));
        assertThat(second.warnings()).isEmpty();
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> probe(file.toByteArray(), 3))
                .withMessage("has 2 pages, and there is no number 3; ask for one of them");
    }

    @Test
    void refusesADirectoryThatLeadsToItself() throws UnreadableImage {
        var file = TiffBytes.classic();
        pixel(file, RGB, 1, 2, 3);
        var bytes = file.toByteArray();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8 + 2 + 9 * 12, 8); // next directory: this one
        assertThat(probe(bytes, 1).pages()).isEqualTo(1);
    }

    @Test
    void tellsDensityOnlyWhereItIsStated() throws UnreadableImage {
        assertThat(probe(onePixel(GREY, 1), 1).density()).isNull();
        var file = TiffBytes.classic();
        pixel(file, GREY, 1).ratio(282, 118, 1).ratio(283, 59, 1).numbers(296, TiffBytes.SHORT, 3);
        assertThat(probe(file.toByteArray(), 1).density()).isEqualTo(new Density(11.8, 5.9));
        assertThat(probe(file.toByteArray(), 1).format()).isEqualTo(ImageFormat.TIFF);
    }
}
