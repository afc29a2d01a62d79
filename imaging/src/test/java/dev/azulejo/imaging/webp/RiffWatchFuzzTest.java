package dev.azulejo.imaging.webp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// The length that a WebP file states.
class RiffWatchFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of("RIFF\16\0\0\0WEBPVP8 \0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    protected void parse(byte[] input) {
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
