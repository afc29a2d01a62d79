package dev.azulejo.cloud;

/// The answer to an execution of a [Machine] that asks for a job's claim.
public enum ClaimAnswer {
    /// The job is the execution's own, which works on it.
    TAKEN,
    /// Another execution that runs has the job.
    HELD,
    /// The job has its decision already, and gets no more work.
    DECIDED;

    /// The answer as the machine reads it.
    public String text() {
        return Names.kebab(this);
    }
}
