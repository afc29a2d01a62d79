package dev.azulejo.api.record;

import dev.azulejo.api.tenant.Tenant;
import java.time.Instant;

/// A file that somebody announced.
///
/// @param name as somebody called it, without folders
/// @param bytes how many it will have
public record Upload(int schema, String id, String name, long bytes, Instant createdAt) {
    public static final int SCHEMA = 1;

    /// Where its bytes lie, in the place of uploads.
    public String key(Tenant tenant) {
        return "%s/%s/%s".formatted(tenant.id(), id, name);
    }
}
