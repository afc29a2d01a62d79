package dev.azulejo.imaging.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.testkit.Encoded;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;

/// Fuzzes a BMP: header and pixels, plain and in runs.
class BmpFuzzTest extends FuzzContract {
    private static final long MOST_PIXELS = 100_000;

    @Override
    protected Stream<byte[]> seeds() throws IOException {
        return Stream.of(
                Encoded.image("bmp"),
                Encoded.image("bmp", BufferedImage.TYPE_BYTE_GRAY),
                Encoded.image("bmp", BufferedImage.TYPE_BYTE_BINARY),
                Encoded.image("bmp", BufferedImage.TYPE_USHORT_565_RGB),
                Encoded.runs());
    }

    @Override
    protected void parse(byte[] input) throws IOException {
        try (var spooled = SpooledFile.of(new ByteArrayInputStream(input))) {
            var header = BmpHeader.of(spooled);
            assertThat(header.pixels()).isPositive();
            if (header.pixels() > MOST_PIXELS) {
                return; // as large images as there are files of this length
            }
            var pixels = new BmpPixels(header, header.coding() == BmpHeader.Coding.RUNS ? 8 : header.bits(), false);
            var target = new byte[header.width() * pixels.bands()];
            if (header.coding() == BmpHeader.Coding.RUNS) {
                var runs = BmpRuns.of(header, spooled);
                for (int row = 0; row < header.height(); row++) {
                    pixels.row(runs.row(row), target, 0);
                }
            }
        } catch (UnreadableImage refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }
}
