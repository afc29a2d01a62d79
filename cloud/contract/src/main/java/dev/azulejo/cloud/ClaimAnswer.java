package dev.azulejo.cloud;

/// What an execution of a [Machine] is told when it asks for a job's claim.
public enum ClaimAnswer {
    /// The job is its own: it works.
    TAKEN,
    /// Another execution that runs has it.
    HELD,
    /// The job has its decision already, and gets no more work.
    DECIDED;

    /// As the machine reads it.
    public String text() {
        return Names.kebab(this);
    }
}
