package dev.azulejo.storage.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The variables of curl, as its manual tells of them.
class ProxyConfigTest {
    private static ProxyConfig with(String... variables) {
        var environment = new java.util.HashMap<String, String>();
        for (int at = 0; at < variables.length; at += 2) {
            environment.put(variables[at], variables[at + 1]);
        }
        return ProxyConfig.of(environment);
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.corp:3128, proxy.corp, 3128",
        "http://proxy.corp, proxy.corp, 1080",
        "proxy.corp:3128, proxy.corp, 3128",
        "10.0.0.1:8080, 10.0.0.1, 8080",
        "HTTP://[fd00::1]:8080/, fd00::1, 8080"
    })
    void aProxyIsAHostAndAPort(String value, String host, int port) throws RefusedAddress {
        var config = with("HTTPS_PROXY", value);
        assertThat(config.host()).isEqualTo(host);
        assertThat(config.port()).isEqualTo(port);
        assertThat(config.login()).isEmpty();
    }

    @Test
    void aLoginIsReadAndNeverShown() {
        var config = with("https_proxy", "http://ana:p%40ss@proxy.corp:3128");
        assertThat(config.login()).contains("ana:p@ss");
        assertThat(config.toString()).doesNotContain("ana").doesNotContain("corp");
    }

    @Test
    void theFirstVariableThatIsSetCounts() throws RefusedAddress {
        assertThat(with("https_proxy", "http://a", "HTTPS_PROXY", "http://b").host())
                .isEqualTo("a");
        assertThat(with("https_proxy", " ", "HTTPS_PROXY", "http://b", "ALL_PROXY", "http://c")
                        .host())
                .isEqualTo("b");
        assertThat(with("ALL_PROXY", "http://c").host()).isEqualTo("c");
    }

    /// A web server makes that variable of a field of a stranger's request.
    @Test
    void theVariableOfPlainHttpSetsNone() {
        assertThat(with("HTTP_PROXY", "http://a", "http_proxy", "http://a").isFor("example.com"))
                .isFalse();
        assertThat(ProxyConfig.of(Map.of())).isEqualTo(ProxyConfig.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5h://proxy:1080", "https://proxy:443", "http://", "http://a b", "file:///etc/passwd"})
    void whatCannotBeUsedIsNoWayAroundIt(String value) {
        var config = with("ALL_PROXY", value);
        assertThat(config.isFor("example.com")).isTrue();
        assertThatExceptionOfType(RefusedAddress.class)
                .isThrownBy(config::host)
                .withMessageContaining("http://host:port");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com            | example.com      | false",
                "example.com            | www.example.com  | false",
                "example.com            | noexample.com    | true",
                ".example.com           | example.com      | false",
                ".Example.com           | www.example.com  | false",
                "example.com.           | www.example.com  | false",
                "www.example.com        | example.com      | true",
                "a.com, ,b.com c.com    | c.com            | false",
                "*                      | example.com      | false",
                "*.example.com          | www.example.com  | true",
                "192.168.0.0/16         | 192.168.7.8      | false",
                "192.168.0.0/16         | 192.169.7.8      | true",
                "10.0.0.7               | 10.0.0.7         | false",
                "0.0.7                  | 10.0.0.7         | true",
                "fd00::/8               | fd12::1          | false",
                "10.0.0.0/8             | fd12::1          | true",
                "10.0.0.0/99            | 10.0.0.1         | true",
                "''                     | example.com      | true"
            })
    void someHostsAreContactedDirectly(String direct, String host, boolean isFor) {
        assertThat(with("HTTPS_PROXY", "http://p:1", "NO_PROXY", direct).isFor(host))
                .isEqualTo(isFor);
        assertThat(with("NO_PROXY", direct).isFor(host)).isFalse();
    }
}
