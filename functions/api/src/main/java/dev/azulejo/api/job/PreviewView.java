package dev.azulejo.api.job;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The pyramids that a viewer shows of a job's images, which may be larger than a browser can hold, or of a
/// format that it cannot read.
///
/// @param before the source, upright; absent when its file is gone
/// @param after the main result
public record PreviewView(@Schema(nullable = true) @Nullable PyramidView before, PyramidView after) {

    /// A pyramid in one file (SZI), to be read in ranges.
    ///
    /// @param url works until `expiresAt`, without a key
    public record PyramidView(long bytes, String url, Instant expiresAt) {}
}
