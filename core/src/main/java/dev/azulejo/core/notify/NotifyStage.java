package dev.azulejo.core.notify;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.Attempt;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.port.Notifier;
import java.util.Optional;

/// From `outcome.json` to whoever wants to know, at least once, always under one event id; and, for a drop folder, to
/// the one who waits beside the outbox for a result that does not come. From then on nothing in the work place tells
/// where a photograph was taken.
public final class NotifyStage {
    private final JobObjects objects;
    private final Notifier notifier;
    private final Optional<FailureReports> reports;

    /// @param reports none where whoever started the job is told
    public NotifyStage(JobObjects objects, Notifier notifier, Optional<FailureReports> reports) {
        this.objects = objects;
        this.notifier = notifier;
        this.reports = reports;
    }

    public void run(Attempt attempt) {
        var outcome = objects.outcome(attempt)
                .orElseThrow(() -> PermanentFailure.damaged(JobKeys.outcome(attempt), "is missing"));
        try {
            // First, so that whoever hears of the end finds the report.
            reports.ifPresent(its -> its.update(outcome));
        } catch (RuntimeException e) {
            tell(outcome); // an outbox that refuses us keeps nobody uninformed
            throw e;
        }
        tell(outcome);
        objects.forgetMetadata(outcome);
    }

    private void tell(Outcome outcome) {
        var correlation = objects.readableRequest(outcome.job()).map(JobRequest::correlation);
        notifier.ended(eventId(outcome.ofAttempt()), outcome, correlation);
    }

    /// The same for every repeat, another for every attempt.
    public static String eventId(Attempt attempt) {
        return attempt.job() + "-" + attempt.number();
    }

    /// Which attempt an event is about, from its id.
    public static Optional<Attempt> attemptOf(String eventId) {
        int dash = eventId.lastIndexOf('-');
        return dash > 0 && eventId.substring(dash + 1).matches("[0-9]{1,9}")
                ? JobId.parse(eventId.substring(0, dash))
                        .map(job -> new Attempt(job, Integer.parseInt(eventId.substring(dash + 1))))
                : Optional.empty();
    }
}
