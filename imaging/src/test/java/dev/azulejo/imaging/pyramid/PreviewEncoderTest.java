package dev.azulejo.imaging.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.core.pyramid.Halving;
import dev.azulejo.core.pyramid.Levels;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsDecoderTest;
import dev.azulejo.imaging.colour.StandardProfile;
import dev.azulejo.imaging.jpeg.JpegSaver;
import dev.azulejo.imaging.libvips.VipsPixels;
import dev.azulejo.imaging.pixels.ResultPixels;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreviewEncoderTest {
    @TempDir
    private Path folder = Path.of("");

    /// A decoder that ignores its source and gives the rows of one image.
    private record OneImage(
            PixelBlock stored,
            Orientation orientation,
            @Nullable Blob profile) implements ImageDecoder {
        @Override
        public String fingerprint() {
            return "one image";
        }

        @Override
        public ProbedImage probe(InputStream source, int page) {
            var size = new Size(stored.width(), stored.height());
            var metadata = ImageMetadata.NONE.withProfile(profile);
            return new ProbedImage(
                    ImageFormat.PNG, size, stored.format(), orientation, metadata, null, 1, 0, List.of());
        }

        @Override
        public Rows decode(InputStream source, int page) {
            return new Rows() {
                private int taken;

                @Override
                public ProbedImage image() {
                    return probe(source, page);
                }

                @Override
                public void next(int count, byte[] target, int offset) {
                    System.arraycopy(
                            stored.samples(), taken * stored.stride(), target, offset, count * stored.stride());
                    taken += count;
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
        }
    }

    private Map<String, byte[]> files(ImageDecoder decoder, byte[] source) throws IOException, UnreadableImage {
        var bytes = new ByteArrayOutputStream();
        new PreviewEncoder(TestLibvips.LIBVIPS, decoder).write(new ByteArrayInputStream(source), 1, bytes);
        var file = Files.write(folder.resolve("preview.szi"), bytes.toByteArray());
        var files = new HashMap<String, byte[]>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private static byte[] tile(Map<String, byte[]> files, Levels levels, int level, int column, int row, String end) {
        var name = "preview/preview_files/%d/%d_%d.%s".formatted(levels.count() - 1 - level, column, row, end);
        return Objects.requireNonNull(files.get(name), name);
    }

    /// The upright image, computed pixel by pixel from EXIF's definition.
    private static PixelBlock upright(PixelBlock stored, Orientation orientation) {
        var size = orientation.upright(new Size(stored.width(), stored.height()));
        var upright = PixelBlock.blank(size, stored.format());
        for (int y = 0; y < stored.height(); y++) {
            for (int x = 0; x < stored.width(); x++) {
                int left = orientation.swapsAxes() ? y : x;
                int top = orientation.swapsAxes() ? x : y;
                int column = orientation.reversesX() ? size.width() - 1 - left : left;
                int row = orientation.reversesY() ? size.height() - 1 - top : top;
                stored.copyRows(new Rect(x, y, 1, 1), upright, new Rect(column, row, 1, 1));
            }
        }
        return upright;
    }

    static Stream<Arguments> images() {
        var sizes = List.of(new Size(1, 1), new Size(1, 700), new Size(513, 255), new Size(600, 1030));
        return Arrays.stream(Orientation.values())
                .flatMap(orientation -> sizes.stream().map(size -> Arguments.of(orientation, size)));
    }

    @ParameterizedTest
    @MethodSource("images")
    void tilesAreCropsOfTheUprightImageAndOfItsHalves(Orientation orientation, Size size)
            throws IOException, UnreadableImage {
        var stored = PixelBlock.random(new Random(size.width()), size, new PixelFormat(4, 8));
        var files = files(new OneImage(stored, orientation, null), new byte[0]);
        var levels = new Levels(orientation.upright(size));
        var expected = upright(stored, orientation);
        int tiles = 0;
        for (int level = 0; level < levels.count(); level++) {
            for (int row = 0; row < levels.rows(level); row++) {
                for (int column = 0; column < levels.columns(level); column++) {
                    assertThat(VipsDecoderTest.decode(tile(files, levels, level, column, row, "png"))
                                    .samples())
                            .isEqualTo(expected.crop(levels.tile(level, column, row))
                                    .samples());
                    tiles++;
                }
            }
            expected = Halving.of(expected);
        }
        assertThat(files).hasSize(tiles + 1).containsKey("preview/preview.dzi");
    }

    @Test
    void aPhotographGetsTilesOfJpegInTheColoursOfSrgb() throws IOException, UnreadableImage {
        var image = TestPhoto.of(new Size(300, 200), PixelFormat.rgb8());
        var levels = new Levels(new Size(300, 200));
        var settings = new JpegSaver.Settings(95, false, 0);
        var first = image.crop(new Rect(0, 0, 256, 200));
        var expected = new JpegSaver(TestLibvips.LIBVIPS).save(ResultPixels.of(first), settings);

        var plain = files(new OneImage(image, Orientation.NORMAL, null), new byte[0]);
        assertThat(tile(plain, levels, 0, 0, 0, "jpg")).isEqualTo(expected);

        var p3 = new Blob(StandardProfile.DISPLAY_P3.bytes());
        var wide = files(new OneImage(image, Orientation.NORMAL, p3), new byte[0]);
        var pixels = VipsDecoderTest.decode(tile(wide, levels, 0, 0, 0, "jpg"));
        assertThat(pixels.samples())
                .isNotEqualTo(VipsDecoderTest.decode(expected).samples());
    }

    /// Grey of 16 bits with alpha has no form in JPEG.
    @Test
    void deepGreyThatIsSeenThroughIsShown() throws IOException, UnreadableImage {
        var image = PixelBlock.random(new Random(1), new Size(300, 20), new PixelFormat(2, 16));
        var files = files(new OneImage(image, Orientation.NORMAL, null), new byte[0]);
        var shown = VipsDecoderTest.decode(tile(files, new Levels(new Size(300, 20)), 0, 1, 0, "png"));
        assertThat(List.of(shown.width(), shown.height(), shown.format().bands()))
                .containsExactly(44, 20, 2);
    }

    @Test
    void aFileThatEndsTooSoonIsNoPreview() {
        var image = TestPhoto.of(new Size(400, 400), PixelFormat.rgb8());
        var png = new VipsPixels(TestLibvips.LIBVIPS).save(ResultPixels.of(image), ".png");
        var half = Arrays.copyOf(png, png.length / 2);
        assertThatThrownBy(() -> files(new VipsDecoder(TestLibvips.LIBVIPS), half))
                .isInstanceOf(UnreadableImage.class);
    }
}
