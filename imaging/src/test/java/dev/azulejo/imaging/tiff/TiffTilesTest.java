package dev.azulejo.imaging.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.TiffCompression;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.core.tiling.StripLayout;
import dev.azulejo.imaging.VipsDecoderTest;
import dev.azulejo.imaging.deflate.Deflates;
import dev.azulejo.imaging.pixels.ResultPixels;
import dev.azulejo.imaging.testkit.SampleResult;
import dev.azulejo.imaging.testkit.TestExif;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests the layout of large TIFF with small images: all have tiles.
class TiffTilesTest {
    private static final ResultEncoding TIFF = ResultEncoding.of(ImageFormat.TIFF);
    private static final ResultEncoding UNPACKED =
            new ResultEncoding(ImageFormat.TIFF, 90, 1, TiffCompression.NONE, 0, MetadataPolicy.KEEP, null);
    private static final long ANY = Long.MAX_VALUE;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private static TiffStripEncoder encoder(boolean big, Deflates deflates) {
        return new TiffStripEncoder(TestLibvips.LIBVIPS, deflates, new TiffLayout.Limits(0, big ? 0 : ANY));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void libvipsReadsEveryPixel(long seed) throws UnreadableImage {
        var random = new Random(seed);
        var size = new Size(random.nextInt(1, 700), random.nextInt(1, 900));
        var format = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        var image = seed % 3 == 0 ? PixelBlock.random(random, size, format) : TestPhoto.of(size, format);
        boolean big = random.nextBoolean();
        var encoder = encoder(big, random.nextBoolean() ? Deflates.found() : new Deflates(List.of()));
        var output = random.nextBoolean() ? TIFF : UNPACKED;
        int rows = encoder.rowMultiple(format, output, size) * random.nextInt(1, 4);
        var exif = TestExif.photograph(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var metadata = new ImageMetadata(null, new Blob(exif), null, null);
        var result = SampleResult.with(SampleResult.of(image, rows, output), metadata, encoder.deflater(output));
        var file = SampleResult.encode(encoder, result, image);
        assertThat(file[2] + file[3]).isEqualTo(big ? 43 : 42);
        var read = VipsDecoderTest.decode(file);
        assertThat(read.format()).isEqualTo(format);
        assertThat(read.samples()).isEqualTo(image.samples());
    }

    @ParameterizedTest
    @CsvSource({"10000, 3, 256", "40000, 3, 128", "40000, 8, 32", "65535, 3, 64", "1000000, 8, 16"})
    void tilesOfWideImagesAreFlat(int width, int bytesPerPixel, int rows) {
        var layout = TiffLayout.of(new Size(width, 40_000), bytesPerPixel, TiffLayout.Limits.DEFAULT);
        assertThat(layout.tiled()).isTrue();
        assertThat(layout.tileHeight()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource({"9000, false, false", "10000, true, false", "37000, true, false", "38000, true, true"})
    void smallOnesLieInStrips(int side, boolean tiled, boolean big) {
        var layout = TiffLayout.of(new Size(side, side), 3, TiffLayout.Limits.DEFAULT);
        assertThat(layout.tiled()).isEqualTo(tiled);
        assertThat(layout.big()).isEqualTo(big);
    }

    @Test
    void theHeadOfAGigapixelIsSmall() {
        var size = new Size(40_000, 40_000);
        var encoder = new TiffStripEncoder(TestLibvips.LIBVIPS);
        int rows = encoder.rowMultiple(PixelFormat.rgb8(), TIFF, size);
        var strips = StripLayout.fitted(size, 3, 8L << 20, rows);
        var result = SampleResult.of(size, PixelFormat.rgb8(), strips.rowsPerStrip(), TIFF, null, null);
        int tiles = Math.ceilDiv(40_000, 256);
        var facts = new StripFacts(0, 1, 60_000L * tiles, Collections.nCopies(tiles, 60_000));
        byte[] head = encoder.head(result, Collections.nCopies(strips.count(), facts));
        assertThat(head.length).isLessThan(1 << 20);
        assertThat(Arrays.copyOf(head, 4)).containsExactly('I', 'I', 43, 0);
    }

    @Test
    void refusesStripsThatStartWithinATile() {
        var image = TestPhoto.of(new Size(40, 700), PixelFormat.rgb8());
        var result = SampleResult.of(image, 100, TIFF);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> encoder(true, Deflates.found()).encode(result, 1, image.crop(new Rect(0, 100, 40, 100))))
                .withMessage("strip 1 starts at row 100, which is no multiple of 256");
    }

    /// Pixels outside of the image repeat its last ones, so that viewers that interpolate show no dark
    /// edge.
    @Test
    void tilesRepeatTheLastPixels() {
        var image = PixelBlock.random(new Random(3), new Size(3, 2), PixelFormat.rgb8());
        var layout = TiffLayout.of(new Size(3, 2), 3, new TiffLayout.Limits(0, 0));
        var tile = new byte[layout.tileBytes()];
        new TiffRows(ResultPixels.of(image), ByteOrder.LITTLE_ENDIAN, false).tile(0, 0, layout, tile, 0);
        byte[] last = Arrays.copyOfRange(image.samples(), 15, 18);
        assertThat(Arrays.copyOf(tile, 9)).isEqualTo(Arrays.copyOf(image.samples(), 9));
        for (int row : new int[] {1, 2, 255}) {
            assertThat(Arrays.copyOfRange(tile, (row * 256 + 255) * 3, (row * 256 + 256) * 3))
                    .isEqualTo(last);
        }
    }
}
