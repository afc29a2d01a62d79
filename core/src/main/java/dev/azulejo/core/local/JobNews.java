package dev.azulejo.core.local;

import dev.azulejo.core.job.key.JobId;

/// Receives news of a job before its end.
@FunctionalInterface
public interface JobNews {
    /// Reports that another process works on the same job.
    void waiting();

    /// Reports which job was made of the order.
    default void taken(JobId job) {}

    /// Reports that the job had succeeded before, and that its result still lies where it was put: nothing
    /// is done again.
    default void alreadyThere() {}
}
