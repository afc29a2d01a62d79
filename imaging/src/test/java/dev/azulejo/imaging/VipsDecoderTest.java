package dev.azulejo.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.testkit.PngFile;
import dev.azulejo.imaging.testkit.Rasters;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

public class VipsDecoderTest {
    private static final VipsDecoder DECODER = new VipsDecoder(TestLibvips.LIBVIPS);

    public static PixelBlock decode(byte[] file) throws UnreadableImage {
        try (var rows = DECODER.decode(new ByteArrayInputStream(file), 1)) {
            var image = rows.image();
            var block = PixelBlock.blank(image.stored(), image.pixels());
            rows.next(image.stored().height(), block.samples(), 0);
            return block;
        }
    }

    private static void assertDecodesAsJavaDoes(byte[] file) throws UnreadableImage {
        var expected = Rasters.read(file);
        var decoded = decode(file);
        assertThat(decoded.format()).isEqualTo(expected.format());
        assertThat(decoded.samples()).isEqualTo(expected.samples());
    }

    static Stream<Arguments> formatsAndSizes() {
        return Stream.of(8, 16)
                .flatMap(bits -> Stream.of(1, 2, 3, 4)
                        .flatMap(bands -> Stream.of(new Size(1, 1), new Size(1, 37), new Size(37, 1), new Size(61, 83))
                                .map(size -> Arguments.of(new PixelFormat(bands, bits), size))));
    }

    @ParameterizedTest
    @MethodSource("formatsAndSizes")
    void readsEveryKindOfPixelThatPngStores(PixelFormat format, Size size) throws UnreadableImage {
        var block = PixelBlock.random(new Random(size.width()), size, format);
        var decoded = decode(Rasters.png(block));
        assertThat(decoded.format()).isEqualTo(format);
        assertThat(decoded.samples()).isEqualTo(block.samples());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void widensGreyOfFewBits(int bitDepth) throws UnreadableImage {
        var random = new Random(bitDepth);
        var row = new byte[1 + 8];
        var filtered = new byte[9 * row.length];
        for (int y = 0; y < 9; y++) {
            random.nextBytes(row);
            row[0] = 0;
            System.arraycopy(row, 0, filtered, y * row.length, row.length);
        }
        int width = 8 * 8 / bitDepth - 1;
        var file = new PngFile(width, 9, bitDepth, 0, false).image(filtered).end();
        var decoded = decode(file);
        assertThat(decoded.format()).isEqualTo(new PixelFormat(1, 8));
        int mask = (1 << bitDepth) - 1;
        int lastBits = filtered[filtered.length - 1] >> bitDepth & mask; // the lowest ones pad the row
        assertThat(decoded.samples()[width * 9 - 1] & 0xff).isEqualTo(lastBits * 255 / mask);
        int firstBits = filtered[1] >> (8 - bitDepth) & mask;
        assertThat(decoded.samples()[0] & 0xff).isEqualTo(firstBits * 255 / mask);
    }

    @Test
    void turnsPalettesIntoColoursAndTheirTransparencyIntoAlpha() throws UnreadableImage {
        var palette = new byte[] {0, (byte) 255, 7, 90};
        var alpha = new byte[] {0, (byte) 128, (byte) 255, 3};
        for (var model : new IndexColorModel[] {
            new IndexColorModel(2, 4, palette, palette, alpha, alpha),
            new IndexColorModel(2, 4, palette, alpha, palette)
        }) {
            var image = new BufferedImage(13, 7, BufferedImage.TYPE_BYTE_BINARY, model);
            var raster = image.getRaster();
            for (int i = 0; i < 13 * 7; i++) {
                raster.setSample(i % 13, i / 13, 0, i * 5 % 4);
            }
            var decoded = decode(Rasters.write(image, "png", 1, false));
            assertThat(decoded.format()).isEqualTo(new PixelFormat(model.hasAlpha() ? 4 : 3, 8));
            for (int i = 0; i < 13 * 7; i++) {
                var colour = new Color(image.getRGB(i % 13, i / 13), true);
                int at = i * decoded.format().bands();
                assertThat(decoded.samples()[at]).isEqualTo((byte) colour.getRed());
                assertThat(decoded.samples()[at + 2]).isEqualTo((byte) colour.getBlue());
                if (model.hasAlpha()) {
                    assertThat(decoded.samples()[at + 3]).isEqualTo((byte) colour.getAlpha());
                }
            }
        }
    }

    @Test
    void turnsATransparentGreyIntoAlpha() throws UnreadableImage {
        var file = new PngFile(3, 1, 8, 0, false)
                .chunk("tRNS", new byte[] {0, 9})
                .image(new byte[] {0, 8, 9, 10})
                .end();
        assertThat(decode(file).samples()).containsExactly(8, 255, 9, 0, 10, 255);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsInterlacedPng(boolean wide) throws UnreadableImage {
        var block = PixelBlock.random(new Random(3), new Size(wide ? 45 : 3, 29), PixelFormat.rgb8());
        var file = Rasters.write(Rasters.image(block), "png", 1, true);
        assertThat(decode(file).samples()).isEqualTo(block.samples());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsJpegLikeJava(boolean progressive) throws UnreadableImage {
        for (var format : new PixelFormat[] {PixelFormat.rgb8(), new PixelFormat(1, 8)}) {
            var photo = TestPhoto.of(new Size(203, 149), format);
            assertDecodesAsJavaDoes(Rasters.jpeg(photo, 0.8f, progressive));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void givesTheSameRowsInAnyPortions(long seed) throws UnreadableImage {
        var random = new Random(seed);
        var size = new Size(random.nextInt(1, 5_000), random.nextInt(1, 300));
        var block =
                PixelBlock.random(random, size, new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16));
        var target = new byte[block.samples().length + 11];
        try (var rows = DECODER.decode(new ByteArrayInputStream(Rasters.png(block)), 1)) {
            int row = 0;
            while (row < size.height()) {
                int count = Math.min(size.height() - row, random.nextInt(0, 40));
                rows.next(count, target, 11 + row * block.stride());
                row += count;
            }
            assertThatIllegalStateException().isThrownBy(() -> rows.next(1, target, 0));
        }
        assertThat(Arrays.copyOfRange(target, 11, target.length)).isEqualTo(block.samples());
    }

    @Test
    void readsRowsOnWhateverThreadComesNext() throws Exception {
        var block = PixelBlock.random(new Random(1), new Size(3_000, 1_500), PixelFormat.rgb8());
        var target = new byte[block.samples().length];
        try (var rows = DECODER.decode(new ByteArrayInputStream(Rasters.png(block)), 1)) {
            for (int i = 0; i < 3; i++) {
                int from = i * 500 * block.stride();
                var thread = Thread.ofPlatform().start(() -> read500(rows, target, from));
                thread.join();
            }
        }
        assertThat(target).isEqualTo(block.samples());
    }

    private static void read500(Rows rows, byte[] target, int offset) {
        try {
            rows.next(500, target, offset);
        } catch (UnreadableImage failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void whatTheStreamThrowsComesOutAsItIs() {
        var file = Rasters.png(PixelBlock.random(new Random(1), new Size(300, 300), PixelFormat.rgb8()));
        var ioFailure = new IOException("cable pulled");
        var bug = new IllegalArgumentException("a bug");
        for (int after : new int[] {0, 5, 20, 40, 100_000}) {
            assertThatThrownBy(() -> decodeFrom(failing(file, after, ioFailure)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCause(ioFailure);
            assertThatThrownBy(() -> decodeFrom(failing(file, after, bug))).isSameAs(bug);
        }
    }

    private static void decodeFrom(InputStream stream) throws UnreadableImage {
        try (var rows = DECODER.decode(stream, 1)) {
            rows.next(300, new byte[300 * 300 * 3], 0);
        }
    }

    private static InputStream failing(byte[] file, int after, Exception failure) {
        return new FilterInputStream(new ByteArrayInputStream(file, 0, after)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                if (count >= 0) {
                    return count;
                }
                if (failure instanceof IOException ioFailure) {
                    throw ioFailure;
                }
                throw (RuntimeException) failure;
            }
        };
    }
}
