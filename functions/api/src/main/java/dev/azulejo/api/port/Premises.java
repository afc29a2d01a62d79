package dev.azulejo.api.port;

import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Places;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The places of the API, with its limits.
///
/// @param work place of jobs
/// @param uploads place of uploaded files, each under its tenant
/// @param results place of results, each under its tenant
/// @param mostUploadBytes largest upload
/// @param uploadsLast time after which the place drops uploads by itself, even if needed; empty if it never
///     does
/// @param longestAnswer time after which a streamed answer ends, whatever is still to come
public record Premises(
        JobObjects objects,
        Places places,
        ModelCards models,
        URI work,
        URI uploads,
        URI results,
        long mostUploadBytes,
        Optional<Duration> uploadsLast,
        Duration longestAnswer) {
    /// How many calls of a place one request makes at once: on S3 each takes tens of milliseconds, and a
    /// batch has a thousand jobs and 29 seconds.
    public static final int CALLS_AT_ONCE = 64;
}
