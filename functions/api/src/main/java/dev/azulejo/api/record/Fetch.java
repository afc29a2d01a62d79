package dev.azulejo.api.record;

import java.time.Instant;

/// A file elsewhere that is on its way here, to be an upload. It is there until the file is, or cannot be had.
///
/// @param tenant who asked for it
/// @param upload what it will be called
/// @param address where it lies, with all that may be secret in it
/// @param version the bytes that lay there when it was asked for; others are not taken
public record Fetch(
        int schema, String tenant, String upload, String name, String address, String version, Instant askedAt) {
    public static final int SCHEMA = 1;

    /// So that a log line or a message cannot tell the address.
    @Override
    public String toString() {
        return "fetch %s of %s".formatted(upload, tenant);
    }
}
