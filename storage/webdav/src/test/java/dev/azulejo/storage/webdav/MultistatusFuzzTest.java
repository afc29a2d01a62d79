package dev.azulejo.storage.webdav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;

/// What a server says of files: found ones, or a malformed answer. Nothing that it names is opened.
class MultistatusFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of("""
                <?xml version="1.0" encoding="utf-8"?>
                <D:multistatus xmlns:D="DAV:" xmlns:a="urn:a"><D:response><D:href>/a%20b.jpg</D:href><D:propstat><D:prop>
                <D:getcontentlength>5</D:getcontentlength><D:resourcetype><D:collection/></D:resourcetype><a:x>&amp;</a:x>
                </D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat><D:propstat><D:prop><D:getetag/></D:prop>
                <D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response></D:multistatus>""", """
                <multistatus xmlns="DAV:"><response><href>/a</href><status>HTTP/1.1 423 Locked</status></response></multistatus>""", """
                <!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><multistatus xmlns="DAV:">&a;</multistatus>""").map(text -> text.getBytes(UTF_8));
    }

    @Override
    protected void parse(byte[] input) throws IOException {
        try {
            Multistatus.read(
                    new ByteArrayInputStream(input),
                    found -> assertThat(found.href() + found.properties()).doesNotContain("root:"));
        } catch (MalformedAnswer refused) {
            assertThat(refused).message().isNotBlank();
        }
    }
}
