package dev.azulejo.api.upload;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An upload as its tenant sees it after the announcement.
///
/// @param bytes that were announced
/// @param complete whether all of them have come, joined
/// @param from address from which the file was read, if it was not uploaded
/// @param jobs that need it
/// @param expiresAt when it is removed; absent while a job needs it
/// @param url of its bytes, if they are here
public record HeldUpload(
        String id,
        String name,
        long bytes,
        Instant createdAt,
        boolean complete,
        @Schema(nullable = true) @Nullable String from,
        List<String> jobs,
        @Schema(nullable = true) @Nullable Instant expiresAt,
        @Schema(nullable = true) @Nullable String url) {}
