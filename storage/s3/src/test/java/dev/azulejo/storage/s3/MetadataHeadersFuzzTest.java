package dev.azulejo.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import java.util.Map;
import java.util.stream.Stream;

/// What stands in the headers of an object, which anybody may have put.
class MetadataHeadersFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of("plain", "=?UTF-8?B?w7xiZXI=?=", "=?utf-8?q?a_=C3=BC?=", "=?UTF-8?Q?=?=")
                .map(text -> text.getBytes(UTF_8));
    }

    @Override
    protected void parse(byte[] input) {
        var text = new String(input, UTF_8);
        assertThat(MetadataHeaders.decoded(Map.of("Name", text))).containsOnlyKeys("name");
    }
}
