package dev.azulejo.core.local;

/// Receives news of a job before its end.
@FunctionalInterface
public interface JobNews {
    /// Reports that another process works on the same job.
    void waiting();

    /// Reports that the job had succeeded before, and that its result still lies where it was put: nothing
    /// is done again.
    default void alreadyThere() {}
}
