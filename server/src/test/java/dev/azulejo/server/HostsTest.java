package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
    private static final Hosts LOCAL = new Hosts("127.0.0.1", Optional.empty());
    private static final Hosts REACHABLE = new Hosts("0.0.0.0", Optional.of(URI.create("https://images.example.com")));

    @ParameterizedTest
    @CsvSource({
        "localhost, true, true",
        "LOCALHOST:8787, true, true",
        "127.0.0.1:9, true, true",
        "[::1]:8787, true, true",
        "192.168.1.7:8787, false, true",
        "[fe80::1], false, true",
        "images.example.com, false, true",
        "Images.Example.com:443, false, true",
        "evil.example, false, false",
        "127.0.0.1.evil.example, false, false",
        "[evil], false, false",
        "999.1.1.1, false, false",
        "'', false, false"
    })
    void someAreOurs(String host, boolean local, boolean reachable) {
        assertThat(LOCAL.areOurs(host)).isEqualTo(local);
        assertThat(REACHABLE.areOurs(host)).isEqualTo(reachable);
    }

    @ParameterizedTest
    @CsvSource({"localhost:1, true", "[::1], true", "'', true", "a b, false", "a/b, false", "a@b, false", "a:b, false"})
    void someAreNone(String host, boolean is) {
        assertThat(Hosts.isHost(host)).isEqualTo(is);
    }

    @Test
    void theAddressOfARequestCountsToo() {
        assertThat(LOCAL.named("http://evil.example/v1/jobs", List.of("localhost")))
                .containsExactly("evil.example", "localhost");
        assertThat(LOCAL.named("/v1/jobs?http://evil.example", List.of("localhost")))
                .containsExactly("localhost");
    }

    @Test
    void thePublicAddressIsSaidInPlaceOfWhateverCame() {
        var headers = new DefaultHttpHeaders()
                .add("Host", "127.0.0.1:8787")
                .add("Forwarded", "host=evil.example")
                .add("X-Forwarded-Host", "evil.example")
                .add("X-Forwarded-Proto", "ftp");
        REACHABLE.sayAll(headers);
        assertThat(headers.get("Host")).isEqualTo("images.example.com");
        assertThat(headers.getAll("X-Forwarded-Proto")).containsExactly("https");
        assertThat(headers.names()).containsExactlyInAnyOrder("host", "X-Forwarded-Proto");
        var same = new DefaultHttpHeaders().add("Host", "localhost");
        LOCAL.sayAll(same);
        assertThat(same.names()).containsExactly("Host");
    }
}
