package dev.azulejo.core.look.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.look.jpeg.JpegTables.Pair;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.plugins.jpeg.JPEGQTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ImageIO has the standard's tables and scales them by itself; files of Pillow are read in `RestoreIT`.
class JpegQualityTest {
    static IntStream qualities() {
        return IntStream.rangeClosed(1, 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY})
    void theQualityOfEachFileOfImageIoComesBack(int type) throws IOException {
        for (int quality : qualities().toArray()) {
            var tables = JpegTables.of(new ByteArrayInputStream(jpeg(type, quality)));
            assertThat(JpegQuality.of(tables.orElseThrow()).orElseThrow())
                    .as("quality %d", quality)
                    .isBetween(quality - 1, quality + 1);
        }
    }

    /// Whatever the file is, it is read again from its first byte on.
    @Test
    void whoPeeksLeavesTheFileAsItWas() throws IOException {
        assertPeeked(jpeg(BufferedImage.TYPE_INT_RGB, 97), OptionalInt.of(97));
        assertPeeked(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, OptionalInt.empty());
        assertPeeked(new byte[0], OptionalInt.empty());
        var endless = new JpegHead().soFar();
        var segments = Arrays.copyOf(endless, JpegTables.MOST_BYTES + 100_000);
        for (int at = endless.length; at + 4 <= segments.length; at += 4) { // each of no content
            segments[at] = (byte) 0xff;
            segments[at + 1] = (byte) JpegHead.APP0;
            segments[at + 3] = 2;
        }
        assertPeeked(segments, OptionalInt.empty());
    }

    private static void assertPeeked(byte[] bytes, OptionalInt quality) throws IOException {
        var file = new BufferedInputStream(new ByteArrayInputStream(bytes));
        assertThat(JpegQuality.peek(file)).isEqualTo(quality);
        assertThat(file.readAllBytes()).isEqualTo(bytes);
    }

    @Test
    void tablesOfSixteenBitsAreNotCutOff() {
        for (int quality = 1; quality < 10; quality++) {
            assertThat(JpegQuality.of(scaled(5_000 / quality, 32_767))).hasValue(quality);
        }
    }

    /// Steps that no scaling of the standard's tables gives: flat ones, and ones that grow in another way.
    @ParameterizedTest
    @CsvSource({"1, 99, 100", "5, 90, 98", "20, 65, 85", "60, 15, 50"})
    void flatTablesComeSomewhereSensible(int step, int least, int most) {
        var flat = JpegHead.flat(step);
        assertThat(JpegQuality.of(new Pair(flat, flat)).orElseThrow()).isBetween(least, most);
    }

    /// As programs for photographers write it: finer than the standard's for coarse structure, flat for fine one.
    @Test
    void aTableOfAnotherProgramComesNearToWhatItLooksLike() {
        var luminance = new int[] {
            6, 4, 4, 6, 9, 11, 12, 16, 4, 5, 5, 6, 8, 10, 12, 12, 4, 5, 5, 6, 10, 12, 14, 19, 6, 6, 6, 11, 12, 15, 19,
            28, 9, 8, 10, 12, 16, 20, 27, 31, 11, 10, 12, 15, 20, 27, 31, 31, 12, 12, 14, 19, 27, 31, 31, 31, 16, 12,
            19, 28, 31, 31, 31, 31
        };
        var chrominance = new int[] {
            7, 7, 13, 24, 26, 31, 31, 31, 7, 12, 16, 21, 31, 31, 31, 31, 13, 16, 17, 31, 31, 31, 31, 31, 24, 21, 31, 31,
            31, 31, 31, 31, 26, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31,
            31, 31, 31, 31, 31, 31, 31, 31, 31
        };
        assertThat(JpegQuality.of(new Pair(luminance, chrominance)).orElseThrow())
                .isBetween(80, 90);
    }

    @Test
    void aFinerTableNeverLooksCoarser() {
        int before = 101;
        for (int step = 1; step <= 255; step++) {
            var flat = JpegHead.flat(step);
            int quality = JpegQuality.of(new Pair(flat, flat)).orElseThrow();
            assertThat(quality).isLessThanOrEqualTo(before);
            before = quality;
        }
    }

    @Test
    void aStepOfZeroIsNoTable() {
        var flat = JpegHead.flat(5);
        flat[17] = 0;
        assertThat(JpegQuality.of(new Pair(flat, flat))).isEmpty();
    }

    private static Pair scaled(int percent, int most) {
        return new Pair(zigzag(JPEGQTable.K1Luminance, percent, most), zigzag(JPEGQTable.K2Chrominance, percent, most));
    }

    /// ImageIO's tables lie in rows; a file walks along the diagonals, up and down in turn.
    private static int[] zigzag(JPEGQTable standard, int percent, int most) {
        var steps = new int[64];
        int next = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++) {
            for (int i = 0; i <= diagonal; i++) {
                int row = diagonal % 2 == 0 ? diagonal - i : i;
                int column = diagonal - row;
                if (row < 8 && column < 8) {
                    int step = standard.getTable()[8 * row + column];
                    steps[next++] = Math.clamp((step * percent + 50) / 100, 1, most);
                }
            }
        }
        return steps;
    }

    private static byte[] jpeg(int type, int quality) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var parameters = (JPEGImageWriteParam) writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality / 100f);
        var picture = new BufferedImage(8, 8, type);
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), parameters);
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(metadata, new IIOImage(picture, null, metadata), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
