package dev.azulejo.api.record;

import dev.azulejo.api.tenant.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file that somebody announced.
///
/// @param name as somebody called it, without folders
/// @param bytes how many it will have
/// @param ticket what its parts are joined by; absent where there is nothing to join
public record Upload(
        int schema,
        String id,
        String name,
        long bytes,
        Instant createdAt,
        @Nullable String ticket) {
    public static final int SCHEMA = 1;

    /// Where its bytes lie, in the place of uploads.
    public String key(Tenant tenant) {
        return key(tenant, id, name);
    }

    public static String key(Tenant tenant, String id, String name) {
        return "%s/%s/%s".formatted(tenant.id(), id, name);
    }
}
