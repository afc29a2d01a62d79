package dev.azulejo.api.batch;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A page of batches, the newest first.
///
/// @param next cursor of the next page; absent at the end
@Schema(name = "BatchPageView")
public record BatchPage(
        List<Brief> batches,
        @Schema(nullable = true) @Nullable String next) {

    /// A batch in a list, without its progress.
    ///
    /// @param jobs how many were asked for
    @Schema(name = "BatchBriefView")
    public record Brief(String id, Instant createdAt, int jobs, BatchView.Links links) {}
}
