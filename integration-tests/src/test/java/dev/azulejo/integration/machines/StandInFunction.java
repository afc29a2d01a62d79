package dev.azulejo.integration.machines;

import dev.azulejo.cloud.CallField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Stands for claims, closes and strips. A job's name says what comes of it: with `a` it is held by another execution,
/// with `d` it is decided, with `f` its close fails, and with `e` its strips.
public class StandInFunction {
    static final String HANDLER = StandInFunction.class.getName() + "::handle";
    private static final String FILE = StandInFunction.class.getName().replace('.', '/') + ".class";

    public Map<String, Object> handle(Map<String, Object> event) {
        var job = String.valueOf(event.get(CallField.JOB));
        if (event.containsKey(CallField.MACHINE)) {
            return Map.of(
                    CallField.CLAIM,
                    job.startsWith("a") ? "held" : job.startsWith("d") ? "decided" : "taken",
                    CallField.WHOSE,
                    "inbox");
        }
        if (job.startsWith("f") || (job.startsWith("e") && event.containsKey(CallField.FIRST))) {
            throw new IllegalStateException("planted for " + job);
        }
        return Map.of();
    }

    static byte[] zip() {
        var bytes = new ByteArrayOutputStream();
        try (var code = Objects.requireNonNull(StandInFunction.class.getResourceAsStream("/" + FILE));
                var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(FILE));
            code.transferTo(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
