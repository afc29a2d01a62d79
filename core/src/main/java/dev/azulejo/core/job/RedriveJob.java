package dev.azulejo.core.job;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.Start;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.SourceRef;
import org.jspecify.annotations.Nullable;

/// Tries a job again after its last attempt has ended, by beginning the next: one object, written if it is
/// absent. So two calls at once begin one attempt, and a killed process has either begun it or not. Plan
/// finds out what the new attempt can take over (see [dev.azulejo.core.plan.TakeOver]).
public final class RedriveJob {
    private final JobObjects objects;
    private final JobEnding ending;

    public RedriveJob(JobObjects objects) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
    }

    /// Begins the attempt after the last one.
    ///
    /// @return the attempt that has begun
    /// @throws IllegalStateException when it is not decided how the last one ends
    public Attempt run(JobId job) {
        return after(objects.newest(job).orElseThrow(() -> JobObjects.neverBegun(job)));
    }

    /// Begins the attempt after `last`, unless it has begun; that one is then shared.
    ///
    /// @return the attempt that has begun
    /// @throws IllegalStateException when it is not decided how `last` ends
    public Attempt after(Attempt last) {
        if (!ending.isDecided(last)) { // writes an outcome that its decider could not write, so that it is told
            throw new IllegalStateException("job %s has not ended".formatted(last));
        }
        var start = objects.start(last);
        boolean delivers =
                start.delivers() || objects.decision(last).orElseThrow().delivers();
        objects.begin(last.next(), delivers, source(start));
        return last.next();
    }

    /// Finds the source of a job; if none is known, plan fails by the name of the request.
    private @Nullable SourceRef source(Start start) {
        return start.source() != null
                ? start.source()
                : objects.readableRequest(start.job()).map(JobRequest::source).orElse(null);
    }
}
