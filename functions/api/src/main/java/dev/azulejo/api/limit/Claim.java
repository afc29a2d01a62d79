package dev.azulejo.api.limit;

import dev.azulejo.core.job.JobId;

/// A job that somebody wants to begin.
///
/// @param attempt which of it
/// @param pixels of its results
/// @param counts whether it counts for the month: what is tried again was counted before
record Claim(JobId job, int attempt, long pixels, boolean counts) {}
