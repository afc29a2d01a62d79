package dev.azulejo.core.port;

import dev.azulejo.core.job.Correlation;
import dev.azulejo.core.job.Outcome;
import java.util.Optional;

/// Tells the world how a job ended. May be called more than once for one outcome, always with the same event
/// id.
public interface Notifier {
    /// @param correlation by what those who wait know the job, where somebody does
    void ended(String eventId, Outcome outcome, Optional<Correlation> correlation);
}
