package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.core.job.key.OverdueAttempts;
import dev.azulejo.functions.Metrics.Metric;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/// Looks for stalled attempts on a schedule: each is named in the log, and counted. Thread-safe.
final class OverdueCalls {
    private static final Logger LOG = Logger.getLogger(OverdueCalls.class);

    private final OverdueAttempts attempts;
    private final Telemetry telemetry;
    private final InstantSource clock;

    OverdueCalls(OverdueAttempts attempts, Telemetry telemetry, InstantSource clock) {
        this.attempts = attempts;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /// @return `{"overdue"}`, how many there are
    JsonNode look(JsonNode input, Context context) {
        return telemetry.call(context, input, () -> {
            var all = attempts.at(clock.instant());
            all.forEach(overdue -> {
                telemetry.about(overdue.due().name(), overdue.attempt().job().text());
                LOG.error(overdue);
                telemetry.count(Metric.OVERDUE_ATTEMPTS);
            });
            return JsonNodeFactory.instance.objectNode().put("overdue", all.size());
        });
    }
}
