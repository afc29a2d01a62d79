package dev.azulejo.core.notify;

import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.port.Notifier;
import java.util.Optional;

/// Reports `outcome.json` to listeners, at least once and always under one event id, and writes the failure
/// report of a drop folder. From then on nothing in the work place says where a photograph was taken.
public final class NotifyStage {
    private final JobObjects objects;
    private final Telling telling;
    private final Optional<FailureReports> reports;

    /// @param reports empty if the caller that started the job is told
    public NotifyStage(JobObjects objects, Notifier notifier, Optional<FailureReports> reports) {
        this.objects = objects;
        this.telling = new Telling(objects, notifier);
        this.reports = reports;
    }

    public void run(Attempt attempt) {
        var outcome = telling.outcome(attempt);
        try {
            // First, so that the report is there when the end is announced.
            reports.ifPresent(files -> files.update(outcome));
        } catch (RuntimeException e) {
            telling.tell(outcome); // also if the outbox refuses us
            throw e;
        }
        telling.tell(outcome);
        objects.forgetMetadata(outcome);
    }
}
