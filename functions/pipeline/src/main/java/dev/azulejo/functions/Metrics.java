package dev.azulejo.functions;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.cloud.Names;
import dev.azulejo.cloud.PipelineFunction;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/// Metrics as log lines, from which CloudWatch makes them: no call, no agent, nothing to wait for. Thread-safe.
/// (CloudWatch User Guide, "Specification: Embedded metric format".)
final class Metrics {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String function;
    private final PrintStream out;
    private final InstantSource clock;

    /// @param out the function's log; the line must stand there bare, not inside another one's JSON
    Metrics(PipelineFunction function, PrintStream out, InstantSource clock) {
        this.function = function.text();
        this.out = out;
        this.clock = clock;
    }

    /// The metrics that CloudWatch counts or measures.
    enum Metric {
        STAGE_SECONDS("StageSeconds", "Seconds"),
        COLD_START("ColdStart", "Count"),
        FAILURES("Failures", "Count"),
        FAILED_JOBS(Names.FAILED_JOBS, "Count"),
        OVERDUE_ATTEMPTS(Names.OVERDUE_ATTEMPTS, "Count"),
        ROUTE_TROUBLE(Names.ROUTE_TROUBLE, "Count"),
        UNDELIVERED_DECISIONS(Names.UNDELIVERED_DECISIONS, "Count");

        private final String name;
        private final String unit;

        Metric(String name, String unit) {
            this.name = name;
            this.unit = unit;
        }
    }

    /// @param properties further fields of the line; they cost nothing and can be searched for
    void emit(Map<Metric, Double> values, Map<String, String> properties) {
        var line = MAPPER.createObjectNode();
        var directive = line.putObject("_aws")
                .put("Timestamp", clock.instant().toEpochMilli())
                .putArray("CloudWatchMetrics")
                .addObject()
                .put("Namespace", Names.METRICS);
        directive.putArray("Dimensions").addArray().add(Names.FUNCTION_DIMENSION);
        var definitions = directive.putArray("Metrics");
        line.put(Names.FUNCTION_DIMENSION, function);
        properties.forEach(line::put);
        values.forEach((metric, value) -> {
            definitions.addObject().put("Name", metric.name).put("Unit", metric.unit);
            put(line, metric, value);
        });
        out.println(line);
    }

    private static void put(ObjectNode line, Metric metric, double value) {
        if (metric.unit.equals("Count")) {
            line.put(metric.name, Math.round(value));
        } else {
            line.put(metric.name, value);
        }
    }
}
