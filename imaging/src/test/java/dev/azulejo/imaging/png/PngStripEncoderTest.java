package dev.azulejo.imaging.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsDecoderTest;
import dev.azulejo.imaging.deflate.Adler32Sum;
import dev.azulejo.imaging.deflate.Deflates;
import dev.azulejo.imaging.deflate.IsalDeflate;
import dev.azulejo.imaging.deflate.JavaDeflate;
import dev.azulejo.imaging.testkit.PngFile;
import dev.azulejo.imaging.testkit.Rasters;
import dev.azulejo.imaging.testkit.SampleResult;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngStripEncoderTest {
    private static final PngStripEncoder ENCODER = new PngStripEncoder(TestLibvips.LIBVIPS);
    private static final ResultEncoding PNG = ResultEncoding.of(ImageFormat.PNG);

    static Stream<PixelFormat> formats() {
        return Stream.of(8, 16).flatMap(bits -> Stream.of(1, 2, 3, 4).map(bands -> new PixelFormat(bands, bits)));
    }

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    /// Java's reader and libvips' both give the pixels back, and all checksums are right.
    private static void assertHolds(byte[] file, PixelBlock image) throws Exception {
        assertThat(PngFile.inflated(file)).hasSize(image.height() * (image.stride() + 1));
        var byJava = Rasters.read(file);
        assertThat(byJava.format()).isEqualTo(image.format());
        assertThat(byJava.samples()).isEqualTo(image.samples());
        assertThat(VipsDecoderTest.decode(file).samples()).isEqualTo(image.samples());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void stripsOfAnyHeightMakeOneFile(PixelFormat format) throws Exception {
        var photo = TestPhoto.of(new Size(31, 23), format);
        for (int rowsPerStrip : new int[] {1, 2, 7, 22, 23}) {
            assertHolds(SampleResult.encode(ENCODER, SampleResult.of(photo, rowsPerStrip, PNG), photo), photo);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsEveryPixel(long seed) throws Exception {
        var random = new Random(seed);
        var size = new Size(random.nextInt(1, 700), random.nextInt(1, 90));
        var format = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        var image = seed % 3 == 0 ? PixelBlock.random(random, size, format) : TestPhoto.of(size, format);
        var output = new ResultEncoding(ImageFormat.PNG, 90, random.nextInt(1, 10), MetadataPolicy.KEEP, null);
        var result = SampleResult.of(image, random.nextInt(1, size.height() + 1), output);
        assertHolds(SampleResult.encode(ENCODER, result, image), image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x1", "1x40", "40x1", "70000x3"})
    void odderShapes(String shape) throws Exception {
        var sides = shape.split("x", 2);
        var size = new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        var image = PixelBlock.random(new Random(5), size, new PixelFormat(3, 16));
        assertHolds(SampleResult.encode(ENCODER, SampleResult.of(image, 2, PNG), image), image);
    }

    @Test
    void carriesProfileAndDensity() throws Exception {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        var photo = TestPhoto.of(new Size(9, 9), PixelFormat.rgb8());
        var result = SampleResult.of(new Size(9, 9), photo.format(), 4, PNG, profile, new Density(11.811, 5.9));
        var file = SampleResult.encode(ENCODER, result, photo);
        assertHolds(file, photo);
        var probed = new VipsDecoder(TestLibvips.LIBVIPS).probe(new ByteArrayInputStream(file), 1);
        assertThat(probed.metadata().profile()).isEqualTo(new Blob(profile));
        assertThat(probed.density()).isEqualTo(new Density(11.811, 5.9));
    }

    @Test
    void leavesOutAProfileForOtherPixels() throws UnreadableImage {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        var grey = TestPhoto.of(new Size(9, 9), new PixelFormat(1, 8));
        var result = SampleResult.of(new Size(9, 9), grey.format(), 4, PNG, profile, null);
        var file = SampleResult.encode(ENCODER, result, grey);
        var probed = new VipsDecoder(TestLibvips.LIBVIPS).probe(new ByteArrayInputStream(file), 1);
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("iCCP");
        assertThat(probed.density()).isNull();
    }

    @Test
    void carriesAProfileForGrey() throws UnreadableImage {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        var grey = TestPhoto.of(new Size(9, 9), new PixelFormat(2, 16));
        var result = SampleResult.of(new Size(9, 9), grey.format(), 4, PNG, profile, null);
        var file = SampleResult.encode(ENCODER, result, grey);
        var probed = new VipsDecoder(TestLibvips.LIBVIPS).probe(new ByteArrayInputStream(file), 1);
        assertThat(probed.metadata().profile()).isEqualTo(new Blob(profile));
    }

    @Test
    void refusesRowsOfAnotherShape() {
        var photo = TestPhoto.of(new Size(30, 20), PixelFormat.rgb8());
        var result = SampleResult.of(photo, 8, PNG);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ENCODER.encode(result, 2, photo.crop(new Rect(0, 0, 30, 8))))
                .withMessageStartingWith("strip 2 is 30x4 of ");
    }

    @Test
    void equalPixelsGiveEqualBytes() {
        var photo = TestPhoto.of(new Size(300, 200), PixelFormat.rgb8());
        var result = SampleResult.of(photo, 64, PNG);
        assertThat(SampleResult.encode(ENCODER, result, photo))
                .isEqualTo(SampleResult.encode(new PngStripEncoder(TestLibvips.LIBVIPS), result, photo));
        assertThat(ENCODER.fingerprint(PNG)).isEqualTo(new PngStripEncoder(TestLibvips.LIBVIPS).fingerprint(PNG));
    }

    /// The deflater is used even if a faster one is here.
    @Test
    void theDeflaterIsTheOneOfTheManifest() throws Exception {
        var photo = TestPhoto.of(new Size(300, 200), PixelFormat.rgb8());
        var fixed = SampleResult.with(SampleResult.of(photo, 64, PNG), ImageMetadata.NONE, JavaDeflate.NAME);
        var without = new PngStripEncoder(TestLibvips.LIBVIPS, new Deflates(List.of()));
        assertThat(SampleResult.encode(ENCODER, fixed, photo)).isEqualTo(SampleResult.encode(without, fixed, photo));
        assertThat(ENCODER.fingerprint(fixed)).isEqualTo(without.fingerprint(PNG));
        var other = SampleResult.with(fixed, ImageMetadata.NONE, IsalDeflate.NAME);
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> without.fingerprint(other))
                .withMessageContaining("install it (apt install libisal2");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void joinsChecksumsAsIfTheBytesHadBeenOne(long seed) {
        var random = new Random(seed);
        var bytes = new byte[random.nextInt(0, 300_000)];
        random.nextBytes(bytes);
        int cut = random.nextInt(0, bytes.length + 1);
        long joined =
                Adler32Sum.joined(adler(bytes, 0, cut), adler(bytes, cut, bytes.length - cut), bytes.length - cut);
        assertThat(joined).isEqualTo(adler(bytes, 0, bytes.length));
    }

    private static long adler(byte[] bytes, int offset, int length) {
        var adler = new Adler32();
        adler.update(bytes, offset, length);
        return adler.getValue();
    }
}
