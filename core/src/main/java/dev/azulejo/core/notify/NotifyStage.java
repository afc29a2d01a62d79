package dev.azulejo.core.notify;

import dev.azulejo.core.job.Attempt;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.port.Notifier;
import java.util.Optional;

/// From `outcome.json` to whoever wants to know, at least once, always under one event id; and, for a drop folder, to
/// the one who waits beside the outbox for a result that does not come. From then on nothing in the work place tells
/// where a photograph was taken.
public final class NotifyStage {
    private final JobObjects objects;
    private final Telling telling;
    private final Optional<FailureReports> reports;

    /// @param reports none where whoever started the job is told
    public NotifyStage(JobObjects objects, Notifier notifier, Optional<FailureReports> reports) {
        this.objects = objects;
        this.telling = new Telling(objects, notifier);
        this.reports = reports;
    }

    public void run(Attempt attempt) {
        var outcome = telling.outcome(attempt);
        try {
            // First, so that whoever hears of the end finds the report.
            reports.ifPresent(its -> its.update(outcome));
        } catch (RuntimeException e) {
            telling.tell(outcome); // an outbox that refuses us keeps nobody uninformed
            throw e;
        }
        telling.tell(outcome);
        objects.forgetMetadata(outcome);
    }
}
