package dev.azulejo.api.limit;

import dev.azulejo.core.job.key.JobId;

/// A claim on a tenant's limits by a job that is about to begin.
///
/// @param attempt number of the attempt
/// @param pixels of its results
/// @param counts whether it counts for the month: a redrive was counted before
record Claim(JobId job, int attempt, long pixels, boolean counts) {}
