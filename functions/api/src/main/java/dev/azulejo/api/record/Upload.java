package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
/// @param closing who is finding out whether any job needs it; absent but for moments
/// @param goneAt when it was removed: nothing can be made of it or put to it any more; absent until then
public record Upload(
        int schema,
        String id,
        String name,
        long bytes,
        Instant createdAt,
        @Nullable String from,
        @Nullable String ticket,
        @Nullable String sha256,
        @Nullable Closing closing,
        @Nullable Instant goneAt) {
    public static final int SCHEMA = 1;

    /// A mark that somebody wants to remove the upload, and may before a job needs it.
    ///
    /// @param by a name that is used once, so that no two marks are equal
    public record Closing(String by, Instant at) {}

    public static Upload of(UploadId id, String name, long bytes, Instant now) {
        return new Upload(SCHEMA, id.text(), name, bytes, now, null, null, null, null, null);
    }

    /// The same, read on the web.
    public Upload from(String address, long bytesThere) {
        return new Upload(schema, id, name, bytesThere, createdAt, address, ticket, sha256, closing, goneAt);
    }

    /// The same, in parts that are to be joined.
    ///
    /// @param hash that all of it must have
    public Upload joinedBy(@Nullable String newTicket, @Nullable String hash) {
        var awaited = newTicket == null ? null : hash;
        return new Upload(schema, id, name, bytes, createdAt, from, newTicket, awaited, closing, goneAt);
    }

    /// The same, joined and found to be what was announced.
    public Upload checked() {
        return new Upload(schema, id, name, bytes, createdAt, from, null, null, closing, goneAt);
    }

    /// The same while somebody finds out whether it may go.
    public Upload closed(Closing by) {
        return new Upload(schema, id, name, bytes, createdAt, from, ticket, sha256, by, null);
    }

    /// The same, kept after all.
    public Upload opened() {
        return new Upload(schema, id, name, bytes, createdAt, from, ticket, sha256, null, null);
    }

    /// The same, removed.
    public Upload gone(Instant at) {
        return new Upload(schema, id, name, bytes, createdAt, from, ticket, null, null, at);
    }

    @JsonIgnore
    public boolean isGone() {
        return goneAt != null;
    }

    @JsonIgnore
    public UploadId uploadId() {
        return new UploadId(id);
    }

    /// Where its bytes lie, in the place of uploads.
    public String key(Tenant tenant) {
        return "%s/%s/%s".formatted(tenant.id(), id, name);
    }
}
