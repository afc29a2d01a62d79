package dev.azulejo.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// The head of a source: its format, the tables of a JPEG, how a WebP is packed.
class SourceLookFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                jpeg(), webp("VP8L"), webp("VP8 "), latin("\211PNG\r\n\32\n\0\0\0\rIHDR"), latin("II*\0\10\0\0\0"));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] jpeg() {
        var bytes = ByteBuffer.allocate(200).putShort((short) 0xffd8);
        bytes.putShort((short) 0xffe0).putShort((short) 4).putShort((short) 0);
        bytes.putShort((short) 0xffdb).putShort((short) 67).put((byte) 0);
        for (int i = 1; i <= 64; i++) {
            bytes.put((byte) i);
        }
        bytes.putShort((short) 0xffc0).putShort((short) 11).put((byte) 8);
        bytes.putShort((short) 9).putShort((short) 9).put(new byte[] {1, 1, 0x11, 0});
        return bytes.putShort((short) 0xffda).array();
    }

    private static byte[] webp(String coding) {
        return ByteBuffer.allocate(60)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(latin("RIFF"))
                .putInt(52)
                .put(latin("WEBPVP8X"))
                .putInt(10)
                .put(new byte[10])
                .put(latin(coding))
                .putInt(8)
                .array();
    }

    @Override
    protected void parse(byte[] input) throws IOException {
        var look = SourceLook.of(new ByteArrayInputStream(input));
        assertThat(look.compression()).isNotNull();
    }
}
