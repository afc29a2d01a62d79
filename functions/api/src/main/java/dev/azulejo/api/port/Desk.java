package dev.azulejo.api.port;

import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import java.util.Optional;

/// Gets jobs processed. Thread-safe.
public interface Desk {
    /// Reports that an attempt of a job has begun and waits for a process. In the cloud the event of its
    /// object is enough.
    void begun(Tenant tenant, JobId job);

    /// Reports that a known job was asked for again: it may have to continue, or its end must be reported to
    /// this caller, too.
    void askedAgain(Tenant tenant, JobId job);

    /// Reports that a job was ended on request. A process at work on it stops by itself; without one, its
    /// end must still be reported.
    void ended(Tenant tenant, JobId job);

    /// The progress of the process at work on the job; empty if it is not known.
    Optional<Progress> progress(JobId job);

    /// A number that grows with each known change of the job, so watchers ask again.
    long changes(JobId job);

    /// @param tiles that are finished
    /// @param secondsLeft until the result is there; negative if unknown yet
    record Progress(int tiles, double secondsLeft) {}
}
