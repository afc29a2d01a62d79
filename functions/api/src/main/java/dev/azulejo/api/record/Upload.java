package dev.azulejo.api.record;

import dev.azulejo.api.tenant.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file that somebody announced.
///
/// @param name as somebody called it, without folders
/// @param bytes how many it will have
/// @param from where on the web it was read, without the query, which may be secret; absent where somebody
///     sent its bytes
public record Upload(
        int schema,
        String id,
        String name,
        long bytes,
        Instant createdAt,
        @Nullable String from) {
    public static final int SCHEMA = 1;

    /// The same with that many bytes.
    public Upload of(long newBytes) {
        return new Upload(schema, id, name, newBytes, createdAt, from);
    }

    /// Where its bytes lie, in the place of uploads.
    public String key(Tenant tenant) {
        return "%s/%s/%s".formatted(tenant.id(), id, name);
    }
}
