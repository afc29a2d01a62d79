package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.azulejo.api.tenant.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The record of an announced file.
///
/// @param name as announced, without folders
/// @param bytes how many it will have
/// @param from address on the web from which it was read, without the query, which may be secret; absent
///     for an uploaded file
/// @param ticket by which its parts are joined; absent if there is nothing to join
/// @param sha256 of the bytes, if it was announced and is still to be checked once the parts are joined
/// @param closing the mark of a process that is deciding about its removal; mostly absent
/// @param goneAt when it was removed and became unusable; absent until then
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

    /// The mark of a process that wants to remove the upload, and may before a job needs it.
    ///
    /// @param by a name that is used once, so no two marks are equal
    public record Closing(String by, Instant at) {}

    public static Upload of(UploadId id, String name, long bytes, Instant now) {
        return new Upload(SCHEMA, id.text(), name, bytes, now, null, null, null, null, null);
    }

    /// Returns the record of a file that was read on the web.
    public Upload from(String address, long bytesThere) {
        return new Upload(schema, id, name, bytesThere, createdAt, address, ticket, sha256, closing, goneAt);
    }

    /// Returns the record with parts that are to be joined.
    ///
    /// @param hash that all of it must have
    public Upload joinedBy(@Nullable String newTicket, @Nullable String hash) {
        var awaited = newTicket == null ? null : hash;
        return new Upload(schema, id, name, bytes, createdAt, from, newTicket, awaited, closing, goneAt);
    }

    /// Returns the record as joined and found to be as announced.
    public Upload checked() {
        return new Upload(schema, id, name, bytes, createdAt, from, null, null, closing, goneAt);
    }

    /// Returns the record while its removal is being decided.
    public Upload closed(Closing by) {
        return new Upload(schema, id, name, bytes, createdAt, from, ticket, sha256, by, null);
    }

    /// Returns the record as kept after all.
    public Upload opened() {
        return new Upload(schema, id, name, bytes, createdAt, from, ticket, sha256, null, null);
    }

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

    /// The key of its bytes in the place of uploads.
    public String key(Tenant tenant) {
        return "%s/%s/%s".formatted(tenant.id(), id, name);
    }
}
