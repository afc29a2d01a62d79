package dev.azulejo.core.notify;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.port.Notifier;

/// From `outcome.json` to whoever wants to know, at least once, always under one event id.
public final class NotifyStage {
    private final JobObjects objects;
    private final Notifier notifier;

    public NotifyStage(JobObjects objects, Notifier notifier) {
        this.objects = objects;
        this.notifier = notifier;
    }

    public void run(JobId job) {
        var outcome =
                objects.outcome(job).orElseThrow(() -> PermanentFailure.damaged(JobKeys.outcome(job), "is missing"));
        notifier.ended(eventId(outcome), outcome);
    }

    /// The same for every repeat, another for every attempt.
    static String eventId(Outcome outcome) {
        return outcome.job() + "-" + outcome.attempt();
    }
}
