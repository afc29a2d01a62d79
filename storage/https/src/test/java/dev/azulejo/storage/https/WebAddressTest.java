package dev.azulejo.storage.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses that programs read differently are not read at all.
class WebAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.jpg",
                "//example.com/a",
                "ftp://example.com/a",
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "jar:https://example.com/a!/b",
                "https:example.com",
                "https://",
                "https:///a",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://017700000001/",
                "https://2130706433/",
                "https://127.1/",
                "https://127.0.1/",
                "https://0x7f.1/",
                "https://127.0.0.01/",
                "https://127.0.0.256/",
                "https://1.2.3.4.5/",
                "https://127.0.0.1./",
                "https://example.com./",
                "https://localhost./",
                "https://.example.com/",
                "https://a..b/",
                "https://-a.com/",
                "https://a_b.com/",
                "https://example.0x1/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::127.0.0.1]/",
                "https://[::1%25lo]/",
                "https://[::1%lo]/",
                "https://[fe80::1%25eth0]/",
                "https://[::1/",
                "https://[127.0.0.1]/",
                "https://[example.com]/",
                "https://[v1.a]/",
                "https://::1/",
                "https://ana@example.com/",
                "https://ana:secret@example.com/",
                "https://@example.com/",
                "https://example.com@127.0.0.1/",
                "https://127.0.0.1:80@example.com/",
                "https://example.com\\@127.0.0.1/",
                "https://example.com:0/",
                "https://example.com:22/",
                "https://example.com:80/",
                "https://example.com:1023/",
                "https://example.com:65536/",
                "https://example.com:/",
                "https://example.com:99999999999/",
                "http://example.com:443/",
                "https://exam ple.com/",
                "https://example.com/a b",
                "https://example.com/a\r\nHost: b",
                "https://example.com/a%",
                "https://\uff11\uff12\uff17.0.0.1/",
                "https://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/",
                "https://127\u30020\u30020\u30021/",
                "https://ex\u00e4mple.com/"
            })
    void isRefused(String text) {
        assertThatExceptionOfType(RefusedAddress.class)
                .isThrownBy(() -> WebAddress.parse(text))
                .withMessageNotContaining("secret");
    }

    @Test
    void isRefusedWhereItIsTooLong() {
        assertThatExceptionOfType(RefusedAddress.class)
                .isThrownBy(() -> WebAddress.parse("https://example.com/" + "a".repeat(WebAddress.MAX_LENGTH)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com/",
        "HTTPS://EXAMPLE.com/A?B#c, https://example.com/A?B",
        "https://example.com:443/a, https://example.com/a",
        "https://example.com:8443/a, https://example.com:8443/a",
        "http://nas:8080/a, http://nas:8080/a",
        "http://192.168.1.5/a, http://192.168.1.5/a",
        "https://[2606:4700::1111]/a, https://[2606:4700::1111]/a",
        "https://xn--exmple-cua.com/a, https://xn--exmple-cua.com/a",
        "https://example.com/%2e%2e/a%20b?X-Amz-Signature=a%2Fb, https://example.com/%2e%2e/a%20b?X-Amz-Signature=a%2Fb",
        "https://example.com/\u00e4, https://example.com/%C3%A4",
        "https://example.com?a=1, https://example.com/?a=1"
    })
    void isReadAsItStands(String text, String read) throws RefusedAddress {
        assertThat(WebAddress.parse(text).text()).isEqualTo(read);
    }

    @Test
    void keepsItsQueryToItself() throws RefusedAddress {
        var address = WebAddress.parse("https://example.com/a.jpg?signature=secret");
        assertThat(address).hasToString("https://example.com/a.jpg");
        assertThat(address.origin()).isEqualTo("https://example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "b.jpg, https://example.com/x/b.jpg",
        "/b, https://example.com/b",
        "//other.test/c, https://other.test/c",
        "https://other.test/d, https://other.test/d",
        "?q, https://example.com/x/?q"
    })
    void leadsOn(String link, String where) throws RefusedAddress {
        assertThat(WebAddress.parse("https://example.com/x/a.jpg").resolve(link).text())
                .isEqualTo(where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "https://127.1/", "https://a@b.com/", "\\\\host\\share", "a b"})
    void leadsNowhereElse(String link) throws RefusedAddress {
        var address = WebAddress.parse("https://example.com/");
        assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> address.resolve(link));
    }
}
