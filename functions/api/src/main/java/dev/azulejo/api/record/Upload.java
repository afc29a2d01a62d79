package dev.azulejo.api.record;

import dev.azulejo.api.tenant.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file that somebody announced.
///
/// @param name as somebody called it, without folders
/// @param bytes how many it will have
/// @param from where on the web it was read, without the query, which may be secret; absent where somebody sent its
///     bytes
/// @param ticket what its parts are joined by; absent where there is nothing to join
/// @param sha256 of the bytes, if somebody said so and it is still to be looked at once the parts are joined
public record Upload(
        int schema,
        String id,
        String name,
        long bytes,
        Instant createdAt,
        @Nullable String from,
        @Nullable String ticket,
        @Nullable String sha256) {
    public static final int SCHEMA = 1;

    public static Upload of(UploadId id, String name, long bytes, Instant now) {
        return new Upload(SCHEMA, id.text(), name, bytes, now, null, null, null);
    }

    /// The same, read on the web.
    public Upload from(String address, long bytesThere) {
        return new Upload(schema, id, name, bytesThere, createdAt, address, ticket, sha256);
    }

    /// The same, in parts that are to be joined.
    ///
    /// @param hash that all of it must have
    public Upload joinedBy(@Nullable String newTicket, @Nullable String hash) {
        return new Upload(schema, id, name, bytes, createdAt, from, newTicket, newTicket == null ? null : hash);
    }

    /// The same, joined and found to be what was announced.
    public Upload checked() {
        return new Upload(schema, id, name, bytes, createdAt, from, null, null);
    }

    /// Where its bytes lie, in the place of uploads.
    public String key(Tenant tenant) {
        return "%s/%s/%s".formatted(tenant.id(), id, name);
    }
}
