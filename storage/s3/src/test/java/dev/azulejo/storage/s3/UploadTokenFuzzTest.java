package dev.azulejo.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import java.util.Map;
import java.util.stream.Stream;

/// Tokens of uploads, which lie in files for days: one is what it was, or none.
class UploadTokenFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        new UploadToken("photos/a.jpg", 5, Map.of("a", "b=c", "d", ""), "w1", "u1", true),
                        new UploadToken("ü", Long.MAX_VALUE, Map.of(), "w1", "", false))
                .map(token -> token.text().getBytes(UTF_8));
    }

    @Override
    protected void parse(byte[] input) {
        UploadToken token;
        try {
            token = UploadToken.parse(new String(input, UTF_8));
        } catch (IllegalArgumentException none) {
            assertThat(none).message().isNotBlank();
            return;
        }
        assertThat(UploadToken.parse(token.text())).isEqualTo(token);
    }
}
