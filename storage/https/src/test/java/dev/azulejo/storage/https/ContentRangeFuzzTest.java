package dev.azulejo.storage.https;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import java.util.stream.Stream;

/// What a server says that it sends: a range, or nothing that anybody relies on.
class ContentRangeFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        "bytes 0-4/5",
                        "bytes 7-7/*",
                        "bytes */5",
                        "bytes 999999999999999999-999999999999999999/*",
                        "pages 1-2/3")
                .map(text -> text.getBytes(ISO_8859_1));
    }

    @Override
    protected void parse(byte[] input) {
        ContentRange.parse(new String(input, ISO_8859_1)).ifPresent(range -> {
            range.first().ifPresent(first -> assertThat(first).isNotNegative());
            range.all().ifPresent(all -> assertThat(all).isNotNegative());
        });
    }
}
