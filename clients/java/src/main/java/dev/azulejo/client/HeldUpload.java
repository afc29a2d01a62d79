package dev.azulejo.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An upload after its announcement.
///
/// @param bytes that were announced
/// @param complete whether all of them have come, joined
/// @param from address from which the file was read, if it was not uploaded
/// @param jobs that need it
/// @param expiresAt when it is removed; absent while a job needs it
/// @param url of its bytes, if they are there
public record HeldUpload(
        String id,
        String name,
        long bytes,
        Instant createdAt,
        boolean complete,
        @Nullable String from,
        List<String> jobs,
        @Nullable Instant expiresAt,
        @Nullable String url) {
    public HeldUpload {
        jobs = List.copyOf(jobs);
    }
}
