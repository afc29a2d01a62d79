package dev.azulejo.api.port;

import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobId;
import java.util.Optional;

/// Has jobs made. Thread-safe.
public interface Desk {
    /// An attempt of the job has begun and nobody is at work on it yet. In the cloud the event of its object is enough.
    void begun(Tenant tenant, JobId job);

    /// Somebody has asked for a job that was asked for before: it may have to be gone on with, or have ended, of which
    /// that one shall hear too.
    void askedAgain(Tenant tenant, JobId job);

    /// Somebody has ended the job by hand. Whoever is at work on it stops by itself; if nobody is, its end is still to
    /// be told.
    void ended(Tenant tenant, JobId job);

    /// How far somebody is who is at work on the job now; empty where that is not known.
    Optional<Progress> progress(JobId job);

    /// Grows with each change of what is known of the job, so that whoever watches asks again.
    long changes(JobId job);

    /// @param tiles that are finished
    /// @param secondsLeft until the result is there; negative where nobody can tell yet
    record Progress(int tiles, double secondsLeft) {}
}
