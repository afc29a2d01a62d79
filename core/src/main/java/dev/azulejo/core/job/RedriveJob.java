package dev.azulejo.core.job;

/// Tries a job again whose last attempt has ended, by beginning the next one: one object, written if it is absent. So
/// two who do it at once begin one attempt, and whoever is killed has begun it or not. Plan finds out what the new
/// attempt can take over (see [dev.azulejo.core.plan.TakeOver]).
public final class RedriveJob {
    private final JobObjects objects;
    private final JobEnding ending;

    public RedriveJob(JobObjects objects) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
    }

    /// @return the attempt that has begun
    /// @throws IllegalStateException when it is not decided how the last one ends
    public Attempt run(JobId job) {
        var last = objects.newest(job).orElseThrow(() -> JobObjects.neverBegun(job));
        if (!ending.isDecided(last)) { // writes an outcome that its decider could not write, so that it is told
            throw new IllegalStateException("job %s has not ended".formatted(last));
        }
        boolean delivers = objects.decision(last).orElseThrow().delivers()
                || objects.start(last).delivers();
        objects.begin(last.next(), delivers);
        return last.next();
    }
}
