package dev.azulejo.storage.webdav;

import dev.azulejo.storage.https.GuardedHttp;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// What is sent.
final class Bodies {
    private Bodies() {}

    static GuardedHttp.Body of(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new GuardedHttp.Body() {
            @Override
            public long bytes() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream target) throws IOException {
                target.write(bytes);
            }
        };
    }
}
