package dev.azulejo.storage.https;

import dev.azulejo.storage.Source;
import dev.azulejo.storage.https.FileServer.Can;
import dev.azulejo.storage.testkit.EmptySource.Filled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A source over a server of this machine.
final class WebPlace {
    static final WebLimits LIMITS = new WebLimits(1 << 30, Duration.ofMinutes(3), 4, Duration.ofMillis(1));

    private WebPlace() {}

    /// @param opened where to note what is to be closed
    static Filled empty(List<AutoCloseable> opened, Can... can) {
        var server = new FileServer(can);
        var http = Clients.local(Clients.PATIENT);
        opened.addAll(List.of(server, http));
        return new Filled() {
            @Override
            public Source source() {
                try {
                    return new HttpsSource(http, server.address(""), LIMITS);
                } catch (RefusedAddress e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public void put(String key, String text, Map<String, String> metadata) {
                server.put(key, text.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void delete(String key) {
                server.delete(key);
            }
        };
    }
}
