package dev.azulejo.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.webdav.Multistatus.Found;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultistatusTest {
    private static List<Found> read(String text) throws IOException {
        var found = new ArrayList<Found>();
        Multistatus.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), found::add);
        return found;
    }

    @Test
    void readsWhatIsThereAndWhatIsNot() throws IOException {
        var found = read("""
                <?xml version="1.0"?>
                <multistatus xmlns="DAV:" xmlns:o="urn:o"><response><href>/a</href>
                <propstat><prop><resourcetype><collection/><o:x/></resourcetype><getetag>"&lt;1&gt;"</getetag></prop>
                <status>HTTP/1.1 200 OK</status></propstat>
                <propstat><prop><o:object/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response>
                <response><href>/b</href><status>HTTP/1.1 403 Forbidden</status></response></multistatus>""");
        assertThat(found).hasSize(2);
        assertThat(found.getFirst().href()).isEqualTo("/a");
        assertThat(found.getFirst().properties())
                .containsEntry("DAV: getetag", "\"<1>\"")
                .containsEntry("DAV: resourcetype", "DAV: collection\nurn:o x\n")
                .doesNotContainKey("urn:o object");
        assertThat(found.getFirst().mentioned()).contains("urn:o object");
        assertThat(found.getLast().status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html/>",
                "<multistatus/>",
                "<d:multistatus xmlns:d='DAV:'>",
                "<d:multistatus xmlns:d='DAV:'><d:response>",
                "<!DOCTYPE a><d:multistatus xmlns:d='DAV:'/>",
                "<!DOCTYPE a [<!ENTITY b 'c'>]><d:multistatus xmlns:d='DAV:'><d:response><d:href>&b;</d:href>"
                        + "</d:response></d:multistatus>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><d:multistatus xmlns:d='DAV:'><d:response>"
                        + "<d:href>&b;</d:href></d:response></d:multistatus>",
                "<d:multistatus xmlns:d='DAV:'><d:response><d:href>&b;</d:href></d:response></d:multistatus>"
            })
    void refusesWhatIsNoneOrMeansHarm(String text) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(text));
    }

    @Test
    void boundsTextsAndDepth() {
        var start = "<d:multistatus xmlns:d='DAV:'><d:response>";
        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(() -> read(start + "<d:href>" + "x".repeat(1 << 20)))
                .withMessageContaining("65536");
        assertThatExceptionOfType(MalformedAnswer.class).isThrownBy(() -> read(start + "<d:x>".repeat(100)));
    }

    /// One that never ends.
    @Test
    void boundsTheWhole() {
        var pattern = "<d:response><d:href>/%s</d:href></d:response>"
                .formatted("x".repeat(50_000))
                .getBytes(StandardCharsets.UTF_8);
        var start = "<d:multistatus xmlns:d='DAV:'>".getBytes(StandardCharsets.UTF_8);
        var endless = new InputStream() {
            private long at;

            @Override
            public int read() {
                long behind = at - start.length;
                int now = behind < 0 ? start[(int) at] : pattern[(int) (behind % pattern.length)];
                at++;
                return now;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                for (int index = 0; index < length; index++) {
                    target[offset + index] = (byte) read();
                }
                return length;
            }
        };
        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(() -> Multistatus.read(endless, _ -> {}))
                .withMessageContaining("268435456");
    }
}
