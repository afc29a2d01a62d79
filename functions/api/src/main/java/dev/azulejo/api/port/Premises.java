package dev.azulejo.api.port;

import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Places;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where everything lies.
///
/// @param work where jobs lie
/// @param uploads where files lie that callers have brought, each under its tenant
/// @param results where results go, each under its tenant
/// @param mostUploadBytes how large a file may be
/// @param uploadsLast after which time the place drops uploads by itself, whoever needs them; empty where it never
///     does
/// @param longestAnswer after which time an answer that is a stream ends, whatever there is still to come
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
    /// How many calls of a place one request makes at once: on S3 each takes tens of milliseconds, and a batch has a
    /// thousand jobs and 29 seconds.
    public static final int CALLS_AT_ONCE = 64;
}
