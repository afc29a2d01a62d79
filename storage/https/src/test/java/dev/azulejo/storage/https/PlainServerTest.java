package dev.azulejo.storage.https;

import dev.azulejo.storage.https.FileServer.Can;
import dev.azulejo.storage.testkit.SourceContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// A server without ETags, ranges and lengths.
class PlainServerTest extends SourceContract {
    private final List<AutoCloseable> opened = new ArrayList<>();

    @Override
    public Filled emptySource() {
        return WebPlace.empty(opened, Can.DATES);
    }

    @AfterEach
    void close() throws Exception {
        for (var each : opened) {
            each.close();
        }
    }
}
