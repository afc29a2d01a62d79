package dev.azulejo.core.port;

import dev.azulejo.core.job.Outcome;

/// Tells the world how a job ended. May be called more than once for one outcome, always with the same event
/// id.
public interface Notifier {
    void ended(String eventId, Outcome outcome);
}
