package dev.azulejo.imaging.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.TiffCompression;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoderTest;
import dev.azulejo.imaging.colour.StandardProfile;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.ifd.IfdEntry;
import dev.azulejo.imaging.ifd.Tag;
import dev.azulejo.imaging.testkit.Rasters;
import dev.azulejo.imaging.testkit.SampleResult;
import dev.azulejo.imaging.testkit.TestExif;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import dev.azulejo.imaging.testkit.TiffStrips;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TiffStripEncoderTest {
    private static final TiffStripEncoder ENCODER = new TiffStripEncoder(TestLibvips.LIBVIPS);
    private static final ResultEncoding TIFF = ResultEncoding.of(ImageFormat.TIFF);

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    private static Result result(PixelBlock image, int rows, ResultEncoding output, byte[] exif) {
        var density = new Density(300 / 25.4, 300 / 25.4);
        return SampleResult.with(
                SampleResult.of(new Size(image.width(), image.height()), image.format(), rows, output, null, density),
                new ImageMetadata(new Blob(StandardProfile.DISPLAY_P3.bytes()), new Blob(exif), null, null));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsEveryPixel(long seed) {
        var random = new Random(seed);
        var size = new Size(random.nextInt(1, 300), random.nextInt(1, 90));
        var format = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        var image = seed % 3 == 0 ? PixelBlock.random(random, size, format) : TestPhoto.of(size, format);
        var output = new ResultEncoding(ImageFormat.TIFF, 90, random.nextInt(1, 10), MetadataPolicy.KEEP, null);
        int rows = random.nextInt(1, size.height() + 1);
        var file = SampleResult.encode(ENCODER, SampleResult.of(image, rows, output), image);
        var read = format.bits() == 8 ? Rasters.read(file) : TiffStrips.read(file);
        assertThat(read.format()).isEqualTo(format);
        assertThat(read.samples()).isEqualTo(image.samples());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void storesPixelsAsTheyAre(ByteOrder order) throws UnreadableImage {
        var output = new ResultEncoding(ImageFormat.TIFF, 90, 1, TiffCompression.NONE, 0, MetadataPolicy.KEEP, null);
        for (int bits : new int[] {8, 16}) {
            var image = PixelBlock.random(new Random(2), new Size(31, 20), new PixelFormat(3, bits));
            var file = SampleResult.encode(ENCODER, result(image, 7, output, TestExif.photograph(order)), image);
            assertThat(VipsDecoderTest.decode(file).samples()).isEqualTo(image.samples());
            assertThat(file.length).isGreaterThan(image.samples().length);
        }
        assertThat(ENCODER.deflater(output)).isEmpty();
        assertThat(ENCODER.fingerprint(output)).isEqualTo("TIFF, not deflated");
    }

    /// The byte order also applies to 16-bit samples.
    @ParameterizedTest
    @MethodSource("orders")
    void hasTheByteOrderOfItsExif(ByteOrder order) {
        var image = PixelBlock.random(new Random(1), new Size(31, 20), new PixelFormat(3, 16));
        var result = result(image, 7, TIFF, TestExif.photograph(order));
        var file = SampleResult.encode(ENCODER, result, image);
        assertThat(ExifBlock.parse(file).orElseThrow().order()).isEqualTo(order);
        assertThat(TiffStrips.read(file).samples()).isEqualTo(image.samples());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void carriesExifWithTheMakersNoteAtItsPlace(ByteOrder order) {
        var image = TestPhoto.of(new Size(40, 30), PixelFormat.rgb8());
        var result = result(image, 7, TIFF, TestExif.photograph(order));
        var file = ExifBlock.parse(SampleResult.encode(ENCODER, result, image)).orElseThrow();
        var main = file.main().orElseThrow();
        assertThat(file.value(main.entry(0x010f).orElseThrow()))
                .startsWith("Camera".getBytes(StandardCharsets.US_ASCII));
        assertThat(file.number(main.entry(TestExif.ORIENTATION).orElseThrow())).contains(1);
        var exif = file.pointedAt(main.entry(Tag.EXIF_DIRECTORY).orElseThrow()).orElseThrow();
        var note = exif.entry(0x927c).orElseThrow();
        assertThat(note.offset()).isEqualTo(TestExif.MAKER_NOTE_AT);
        assertThat(new String(file.value(note), StandardCharsets.US_ASCII)).isEqualTo(TestExif.MAKER_NOTE);
        var gps = file.pointedAt(main.entry(Tag.GPS_DIRECTORY).orElseThrow()).orElseThrow();
        assertThat(file.value(gps.entry(1).orElseThrow())).startsWith('N');
        assertThat(file.value(main.entry(34_675).orElseThrow())).isEqualTo(StandardProfile.DISPLAY_P3.bytes());
    }

    @Test
    void tagsAreInOrderAndStripsLieBehindEachOther() {
        var image = TestPhoto.of(new Size(40, 30), PixelFormat.rgb8());
        byte[] bytes = SampleResult.encode(ENCODER, SampleResult.of(image, 7, TIFF), image);
        var file = ExifBlock.parse(bytes).orElseThrow();
        var tags =
                file.main().orElseThrow().entries().stream().map(IfdEntry::tag).toList();
        assertThat(tags).isSorted().doesNotHaveDuplicates();
        assertThat(SampleResult.encode(ENCODER, SampleResult.of(image, 7, TIFF), image))
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"37000, 42", "38000, 43", "300000, 43"})
    void isBigWherePlacesWouldNotReach(int side, int magic) {
        var size = new Size(side, side);
        var result = SampleResult.of(size, PixelFormat.rgb8(), 1_000, TIFF, null, null);
        int strips = result.strips().count();
        long stripBytes = 3L * side * 1_000;
        List<StripFacts> facts = Collections.nCopies(strips, new StripFacts(0, stripBytes, stripBytes));
        byte[] head = ENCODER.head(result, facts);
        assertThat(Arrays.copyOf(head, 4)).containsExactly('I', 'I', magic, 0);
        assertThat(head.length % 2).isZero();
    }
}
