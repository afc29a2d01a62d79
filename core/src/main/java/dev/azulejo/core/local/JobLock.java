package dev.azulejo.core.local;

import dev.azulejo.core.job.JobId;

/// Keeps others waiting while one works on a job. Whoever is killed lets go of it. It saves work, no more: that two
/// make one result is the storage's doing.
public interface JobLock {
    /// Runs `work` while nobody else holds the job.
    ///
    /// @param waiting is told when somebody else holds it, before this call waits for him
    void holding(JobId job, Runnable waiting, Runnable work);

    /// Runs `work` if nobody holds the job, else not.
    void ifFree(JobId job, Runnable work);
}
