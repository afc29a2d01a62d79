package dev.azulejo.imaging.pyramid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder.EncodedStrip;
import dev.azulejo.core.port.StripEncoder.StripSides;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.core.pyramid.Halving;
import dev.azulejo.core.pyramid.Levels;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsDecoderTest;
import dev.azulejo.imaging.colour.StandardProfile;
import dev.azulejo.imaging.jpeg.JpegSaver;
import dev.azulejo.imaging.pixels.ResultPixels;
import dev.azulejo.imaging.testkit.SampleResult;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyramidEncoderTest {
    private static final PyramidEncoder ENCODER = new PyramidEncoder(TestLibvips.LIBVIPS);
    private static final JpegSaver SAVER = new JpegSaver(TestLibvips.LIBVIPS);

    @TempDir
    Path folder;

    /// The files of the pyramid of `image`, whose strips are encoded from the last to the first.
    private Map<String, byte[]> files(PixelBlock image, int tileRows, ResultEncoding output, byte @Nullable [] profile)
            throws IOException {
        var size = new Size(image.width(), image.height());
        var any = SampleResult.of(size, image.format(), tileRows * Levels.TILE_SIDE, output, profile, null);
        var result = image.format().hasAlpha() ? SampleResult.translucent(any) : any;
        var strips = new ArrayList<EncodedStrip>();
        for (int strip = result.strips().count() - 1; strip >= 0; strip--) {
            var rows = image.crop(result.strips().outputRect(strip));
            strips.addFirst(ENCODER.encode(result, strip, rows));
        }
        var bytes = new ByteArrayOutputStream();
        strips.forEach(strip -> bytes.writeBytes(strip.bytes()));
        ENCODER.addMore(result, new Sides(strips), more -> bytes.writeBytes(more.bytes()));
        var file = Files.write(folder.resolve("a.szi"), bytes.toByteArray());
        var files = new HashMap<String, byte[]>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private record Sides(List<EncodedStrip> strips) implements StripSides {
        @Override
        public <T> T read(int strip, SideReader<T> use) {
            return use.read(strips.get(strip).side(), strips.get(strip).bytes().length);
        }
    }

    private static ResultEncoding szi(int quality) {
        return ResultEncoding.of(ImageFormat.SZI, quality);
    }

    private static String tile(Levels levels, int level, int column, int row, String extension) {
        return "a/a_files/%d/%d_%d.%s".formatted(levels.count() - 1 - level, column, row, extension);
    }

    @ParameterizedTest
    @CsvSource({"1,1,4", "1,1000,4", "1000,1,2", "257,511,4", "600,700,4"})
    void tilesOfPngAreCropsOfTheImageAndOfItsHalves(int width, int height, int bands)
            throws IOException, UnreadableImage {
        var levels = new Levels(new Size(width, height));
        var image = PixelBlock.random(new Random(width), levels.image(), new PixelFormat(bands, 8));
        var files = files(image, 1, szi(92), null);

        int tiles = 0;
        var expected = image;
        for (int level = 0; level < levels.count(); level++) {
            for (int row = 0; row < levels.rows(level); row++) {
                for (int column = 0; column < levels.columns(level); column++) {
                    byte[] file = file(files, tile(levels, level, column, row, "png"));
                    assertThat(VipsDecoderTest.decode(file).samples())
                            .isEqualTo(expected.crop(levels.tile(level, column, row))
                                    .samples());
                    tiles++;
                }
            }
            expected = Halving.of(expected);
        }
        assertThat(files).hasSize(tiles + 2).containsKeys("a/a.dzi", "a/a_files/metadata.xmp");
        assertThat(new String(file(files, "a/a.dzi"), StandardCharsets.UTF_8))
                .contains("Format=\"png\" Overlap=\"0\" TileSize=\"256\"")
                .contains("<Size Width=\"%d\" Height=\"%d\"/>".formatted(width, height));
    }

    @ParameterizedTest
    @CsvSource({"85,true", "92,false"})
    void tilesOfJpegAreCropsOfTheImageEncoded(int quality, boolean subsampled) throws IOException {
        var levels = new Levels(new Size(600, 700));
        var image = TestPhoto.of(levels.image(), PixelFormat.rgb8());
        var files = files(image, 2, szi(quality), null);
        var settings = new JpegSaver.Settings(quality, subsampled, 0);

        assertThat(file(files, tile(levels, 0, 2, 1, "jpg")))
                .isEqualTo(SAVER.save(ResultPixels.of(image.crop(new Rect(512, 256, 88, 256))), settings));
        var half = Halving.of(image);
        assertThat(file(files, tile(levels, 1, 1, 1, "jpg")))
                .isEqualTo(SAVER.save(ResultPixels.of(half.crop(new Rect(256, 256, 44, 94))), settings));
    }

    @Test
    void theHeightOfStripsDoesNotChangeTheTiles() throws IOException {
        var image = TestPhoto.of(new Size(300, 1100), PixelFormat.rgb8());
        var expected = files(image, 100, szi(92), null);
        for (int tileRows : new int[] {1, 2, 3}) {
            var files = files(image, tileRows, szi(92), null);
            assertThat(files.keySet()).isEqualTo(expected.keySet());
            files.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
        }
    }

    /// Tiles name no profile, unless other colours are asked for.
    @Test
    void coloursBecomeThoseThatBrowsersAssume() throws IOException, UnreadableImage {
        byte[] p3 = StandardProfile.DISPLAY_P3.bytes();
        var image = TestPhoto.of(new Size(20, 20), PixelFormat.rgb8());
        byte[] converted = file(files(image, 1, szi(100), p3), "a/a_files/5/0_0.jpg");
        assertThat(profile(converted)).isNull();
        assertThat(VipsDecoderTest.decode(converted).samples())
                .isNotEqualTo(VipsDecoderTest.decode(file(files(image, 1, szi(100), null), "a/a_files/5/0_0.jpg"))
                        .samples());

        var transparent = PixelBlock.random(new Random(1), new Size(20, 20), new PixelFormat(4, 8));
        for (var kept : List.of(image, transparent)) {
            var asked = withColour(szi(100), WantedColour.named(WantedColour.P3).orElseThrow());
            var extension = kept.format().hasAlpha() ? "png" : "jpg";
            var tile = file(files(kept, 1, asked, p3), "a/a_files/5/0_0." + extension);
            assertThat(profile(tile)).isEqualTo(new Blob(p3));
        }
    }

    private static ResultEncoding withColour(ResultEncoding output, WantedColour colour) {
        return new ResultEncoding(output.format(), output.quality(), output.deflateLevel(), output.metadata(), colour);
    }

    private static @Nullable Blob profile(byte[] file) throws UnreadableImage {
        return new VipsDecoder(TestLibvips.LIBVIPS)
                .probe(new ByteArrayInputStream(file), 1)
                .metadata()
                .profile();
    }

    @Test
    void sixteenBitsAreRounded() throws IOException, UnreadableImage {
        var deep = PixelBlock.random(new Random(3), new Size(9, 9), new PixelFormat(2, 16));
        var tile = file(files(deep, 1, szi(92), null), "a/a_files/4/0_0.png");
        assertThat(VipsDecoderTest.decode(tile).samples())
                .isEqualTo(ResultPixels.of(deep).inEightBits().samples());
    }

    @Test
    void alphaThatIsOpaqueEverywhereCostsNothing() throws IOException {
        var image = PixelBlock.blank(new Size(20, 20), new PixelFormat(4, 8));
        Arrays.fill(image.samples(), (byte) -1);
        var result = SampleResult.of(image, 256, szi(92));
        assertThat(result.opaque()).isTrue();
        var strip = ENCODER.encode(result, 0, image);
        assertThat(new String(strip.bytes(), StandardCharsets.ISO_8859_1)).contains("0_0.jpg");
    }
}
