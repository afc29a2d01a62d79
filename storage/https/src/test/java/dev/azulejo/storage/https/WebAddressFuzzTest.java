package dev.azulejo.storage.https;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import java.net.URI;
import java.util.stream.Stream;

/// Addresses that strangers name, and links that lead on from one. One that is taken is taken again as it is told, and
/// everybody sees the same host in it.
class WebAddressFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        "https://example.com/a%20b.jpg?size=3&x=%2f",
                        "http://192.0.2.1:8080/",
                        "https://[2001:db8::1]:8443/\u00e4?q",
                        "HTTPS://EXAMPLE.com:443",
                        "../b?c#d",
                        "//example.org/x",
                        "https://a@b/",
                        "https://0x7f.1/",
                        "https://example.com./")
                .map(text -> text.getBytes(UTF_8));
    }

    @Override
    protected void parse(byte[] input) throws RefusedAddress {
        var text = new String(input, UTF_8);
        try {
            check(WebAddress.parse(text));
        } catch (RefusedAddress refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
        var base = WebAddress.parse("https://example.com/folder/file");
        try {
            check(base.resolve(text));
        } catch (RefusedAddress refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }

    private static void check(WebAddress address) throws RefusedAddress {
        assertThat(WebAddress.parse(address.text())).isEqualTo(address);
        assertThat(URI.create(address.text()).getHost()).isEqualTo(address.host());
        assertThat(address.text()).startsWith(address.origin()).isPrintable().doesNotContain("#", "@ ");
        assertThat(address.path()).startsWith("/");
    }
}
