package dev.azulejo.cli.view;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.local.ProcessMemory;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.inference.ladder.InferenceMeter;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.storage.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;

/// Prints for `--json`: one object to a line.
public final class JsonLines {
    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonLines() {}

    public static String outcome(Path file, Outcome outcome) {
        try {
            var line = MAPPER.createObjectNode().put("file", file.toString());
            line.set("outcome", MAPPER.readTree(new JacksonCodec().encode(outcome)));
            return Printable.json(line.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("an outcome that was just written cannot be read", e);
        }
    }

    public static String failure(Path file, CommandFailure failure) {
        var line = MAPPER.createObjectNode().put("file", file.toString());
        line.putObject("failure")
                .put("reason", failure.exitCode().reason())
                .put("exitCode", failure.exitCode().code())
                .put("detail", failure.line());
        return Printable.json(line.toString());
    }

    /// CPU seconds of this process and, of those, the ones within the model runtime; peak memory where the
    /// system tells.
    public static String totals(InferenceMeter meter) {
        var cpu = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
        var totals = MAPPER.createObjectNode();
        totals.putObject("totals")
                .put("cpuSeconds", Duration.ofNanos(cpu).toMillis() / 1000.0)
                .put("inferenceCpuSeconds", meter.cpuTime().toMillis() / 1000.0)
                .put("inferences", meter.runs())
                .put("peakMemoryBytes", ProcessMemory.peak());
        return totals.toString();
    }
}
