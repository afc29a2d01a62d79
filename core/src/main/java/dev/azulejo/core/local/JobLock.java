package dev.azulejo.core.local;

import dev.azulejo.core.job.key.JobId;

/// A lock on a job that keeps other processes waiting. A killed process releases it. It only saves work:
/// that two processes make one result is ensured by the storage.
public interface JobLock {
    /// Runs `work` while no other process or thread holds the job.
    ///
    /// @param waiting runs if another one holds it, before this call waits
    void holding(JobId job, Runnable waiting, Runnable work);

    /// Runs `work` if the job is free; otherwise does nothing.
    void ifFree(JobId job, Runnable work);
}
