package dev.azulejo.imaging.webp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.imaging.bytes.FileBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// Fuzzes the length that a WebP file states.
class RiffWatchFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        "RIFF\16\0\0\0WEBPVP8 \0\0\0\0",
                        "RIFF\62\0\0\0WEBPVP8X\12\0\0\0\10\0\0\0\0\0\0\0\0\0EXIF\3\0\0\0II*\0VP8 \0\0\0\0")
                .map(file -> file.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    protected void parse(byte[] input) throws IOException {
        var chunks = new RiffChunks(new FileBudget());
        var given = new RiffStream(new ByteArrayInputStream(input), chunks).readAllBytes();
        assertThat(given).hasSameSizeAs(input);
        var byteByByte = new RiffChunks(new FileBudget());
        var stream = new RiffStream(new ByteArrayInputStream(input), byteByByte);
        for (byte expected : given) {
            assertThat((byte) stream.read()).isEqualTo(expected);
        }
        assertThat(byteByByte.exif().map(ByteBuffer::wrap))
                .isEqualTo(chunks.exif().map(ByteBuffer::wrap));
        var whole = new RiffWatch();
        whole.saw(input, input.length);
        var inParts = new RiffWatch();
        for (byte its : input) {
            inParts.saw(new byte[] {its}, 1);
        }
        assertThat(inParts.complete()).isEqualTo(whole.complete());
        assertThat(inParts.decodeBytes(1, 10, 3))
                .isEqualTo(whole.decodeBytes(1, 10, 3))
                .isPositive();
    }
}
