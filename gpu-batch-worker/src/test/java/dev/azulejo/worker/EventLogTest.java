package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(lines, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void anEventIsOneLineWithJobAndShardFirst() {
        log.info("shard-ended", Map.of("how", "in\n\"quotes\"", "shard", 3, "job", "9f2c"));
        assertThat(lines.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        {"time":"2026-11-25T10:00:00Z","level":"INFO","event":"shard-ended","job":"9f2c","shard":3,\
                        "how":"in\\n\\"quotes\\""}
                        """);
    }

    @Test
    void whatLibrariesLogBecomesEvents() {
        LogHandler.install(log);
        try {
            Logger.getLogger("some.library").log(Level.WARNING, "model {0} is slow", "span-x2");
            Logger.getLogger("some.library").log(Level.FINE, "chatter");
        } finally {
            LogManager.getLogManager().reset();
        }
        assertThat(lines.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        {"time":"2026-11-25T10:00:00Z","level":"WARN","event":"log","logger":"some.library",\
                        "message":"model span-x2 is slow"}
                        """);
    }
}
