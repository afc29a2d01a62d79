package dev.azulejo.functions;

import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.Correlation;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.functions.Metrics.Metric;
import java.util.Optional;

/// Counts jobs that failed, whatever ended them: every end is reported, by functions, workers and operators
/// alike. Thread-safe.
///
/// @param told the notifier that reports ends
record CountedEnds(Notifier told, Telemetry telemetry) implements Notifier {
    @Override
    public void ended(String eventId, Outcome outcome, Optional<Correlation> correlation) {
        if (outcome instanceof Outcome.Failed) {
            telemetry.count(Metric.FAILED_JOBS);
        }
        told.ended(eventId, outcome, correlation);
    }
}
