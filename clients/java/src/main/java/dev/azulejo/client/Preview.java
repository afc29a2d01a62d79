package dev.azulejo.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The pyramids that a viewer shows of a job's images, which may be larger than a browser can hold.
///
/// @param before the source; absent when its file is gone
/// @param after the main result
public record Preview(@Nullable Pyramid before, Pyramid after) {
    /// A pyramid in one file (SZI), to be read in ranges.
    public record Pyramid(long bytes, String url, Instant expiresAt) {}
}
