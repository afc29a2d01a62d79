package dev.azulejo.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes one line of JSON for each event: `time`, `level`, `event`, then its fields: `job`, `shard`, and
/// the rest by name. Each line is one write, so that none is torn when the process is killed. Thread-safe.
final class EventLog {
    private static final List<String> FIRST = List.of("job", "shard");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final OutputStream out;
    private final Clock clock;

    EventLog(OutputStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    void info(String event, Map<String, ?> fields) {
        write("INFO", event, fields);
    }

    void warning(String event, Map<String, ?> fields) {
        write("WARN", event, fields);
    }

    void error(String event, Map<String, ?> fields) {
        write("ERROR", event, fields);
    }

    void write(String level, String event, Map<String, ?> fields) {
        var line = new LinkedHashMap<String, Object>();
        line.put("time", clock.instant().toString());
        line.put("level", level);
        line.put("event", event);
        for (var name : FIRST) {
            if (fields.containsKey(name)) {
                line.put(name, fields.get(name));
            }
        }
        new TreeMap<>(fields).forEach(line::putIfAbsent);
        try {
            var bytes = (MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
            synchronized (out) {
                out.write(bytes);
                out.flush();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("event %s has a field that is no JSON".formatted(event), e);
        } catch (IOException _) {
            // No process reads the log any more: no reason to leave a shard undone.
        }
    }

    /// The stack trace, as a field of an unexpected event.
    static String stack(Throwable thrown) {
        var text = new StringWriter();
        try (var writer = new PrintWriter(text)) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                writer.println(cause);
                for (var frame : cause.getStackTrace()) {
                    writer.println("  " + frame);
                }
            }
        }
        return text.toString();
    }
}
