package dev.azulejo.core.local;

/// What whoever waits for a job's end may want to hear before.
@FunctionalInterface
public interface JobNews {
    /// Another process works on the same job.
    void waiting();

    /// The job had succeeded before, and its result lies where it was put: nothing is done again.
    default void alreadyThere() {}
}
