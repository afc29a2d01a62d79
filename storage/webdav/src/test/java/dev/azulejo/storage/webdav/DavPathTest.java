package dev.azulejo.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DavPathTest {
    private static final DavPath FOLDER = new DavPath(List.of("dav", "a b"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dav/a%20b/%C3%A9",
                "/dav/a b/é",
                "/d%61v/a%20b/%c3%a9/",
                "http://cloud.example.com/dav/a%20b/%C3%A9",
                "HTTPS://CLOUD.example.com:8443/dav/a%20b/%C3%A9",
                "//other/dav/a%20b/%C3%A9",
                "%C3%A9",
                "./%C3%A9",
                " /dav//a%20b/%C3%A9?query#fragment\n"
            })
    void readsEachWayToWriteAPath(String href) {
        assertThat(DavPath.parse(href, FOLDER)).contains(FOLDER.child("é"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%4", "/%zz", "/%ff", "/a/../b", ".."})
    void refusesWhatIsNoPath(String href) {
        assertThat(DavPath.parse(href, FOLDER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a%2Fb, a/b", "%2e%2e, ..", "a+b, a+b", "a%25b, a%b", "a:b, a:b"})
    void aSegmentMayHoldAnything(String raw, String name) {
        assertThat(DavPath.parse("/" + raw, FOLDER)).contains(new DavPath(List.of(name)));
    }

    @Test
    void encodesAllButUnreservedCharacters() {
        var path = FOLDER.resolve("x/%2e;?#é+~-._!$&'()*,=:@🎨");
        assertThat(path.text())
                .isEqualTo("/dav/a%20b/x/%252e%3B%3F%23%C3%A9%2B~-._%21%24%26%27%28%29%2A%2C%3D%3A%40%F0%9F%8E%A8");
        assertThat(DavPath.parse(path.folderText(), FOLDER)).contains(path);
        assertThat(new DavPath(List.of()).folderText()).isEqualTo("/");
    }
}
