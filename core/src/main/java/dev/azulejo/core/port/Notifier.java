package dev.azulejo.core.port;

import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.Correlation;
import java.util.Optional;

/// Reports how a job ended. May be called more than once for one outcome, always with the same event id.
public interface Notifier {
    /// @param correlation identifies the job to those who wait, if any do
    void ended(String eventId, Outcome outcome, Optional<Correlation> correlation);
}
