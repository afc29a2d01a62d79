package dev.azulejo.api.record;

import java.time.Instant;

/// A file elsewhere that is being fetched, to become an upload. The record is there until the file is, or
/// cannot be fetched.
///
/// @param tenant that asked for it
/// @param upload its future id
/// @param address its whole address, which may contain secrets
/// @param version of the bytes when it was asked for; others are not accepted
public record Fetch(
        int schema, String tenant, String upload, String name, String address, String version, Instant askedAt) {
    public static final int SCHEMA = 1;

    /// Describes the fetch without its address, for logs and messages.
    @Override
    public String toString() {
        return "fetch %s of %s".formatted(upload, tenant);
    }
}
