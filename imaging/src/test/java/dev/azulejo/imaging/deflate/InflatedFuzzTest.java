package dev.azulejo.imaging.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;

/// Fuzzes a zlib stream, and the guard against one that is much longer than it looks.
class InflatedFuzzTest extends FuzzContract {
    private static final int MOST = 100_000;

    @Override
    protected Stream<byte[]> seeds() throws IOException {
        return Stream.of(
                packed(new byte[1_000_000]),
                packed(new byte[MOST]),
                packed("a photo".repeat(9).getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes);
        }
        return packed.toByteArray();
    }

    @Override
    protected void parse(byte[] input) {
        try {
            Inflated.of(input, 0, MOST).ifPresent(bytes -> assertThat(bytes).hasSizeLessThanOrEqualTo(MOST));
        } catch (DataFormatException refused) {
            assertThat(refused.getSuppressed()).isEmpty();
        }
    }
}
