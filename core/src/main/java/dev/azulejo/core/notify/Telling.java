package dev.azulejo.core.notify;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.port.Notifier;
import java.util.Optional;

/// Reports to one notifier how attempts ended, at least once each, always under one event id. It reads jobs
/// and changes nothing, so it needs no right to write or delete.
///
/// May be used by any number of threads if the notifier may.
public final class Telling {
    private final JobObjects objects;
    private final Notifier notifier;

    public Telling(JobObjects objects, Notifier notifier) {
        this.objects = objects;
        this.notifier = notifier;
    }

    /// @throws PermanentFailure when the attempt has no outcome
    public void run(Attempt attempt) {
        tell(outcome(attempt));
    }

    Outcome outcome(Attempt attempt) {
        return objects.outcome(attempt)
                .orElseThrow(() -> PermanentFailure.damaged(JobKeys.outcome(attempt), "is missing"));
    }

    void tell(Outcome outcome) {
        var correlation = objects.readableRequest(outcome.job()).map(JobRequest::correlation);
        notifier.ended(eventId(outcome.ofAttempt()), outcome, correlation);
    }

    /// The id of the event about an attempt: equal for every repeat, different for every attempt.
    public static String eventId(Attempt attempt) {
        return attempt.job() + "-" + attempt.number();
    }

    public static Optional<Attempt> attemptOf(String eventId) {
        int dash = eventId.lastIndexOf('-');
        return dash > 0 && eventId.substring(dash + 1).matches("[0-9]{1,9}")
                ? JobId.parse(eventId.substring(0, dash))
                        .map(job -> new Attempt(job, Integer.parseInt(eventId.substring(dash + 1))))
                : Optional.empty();
    }
}
