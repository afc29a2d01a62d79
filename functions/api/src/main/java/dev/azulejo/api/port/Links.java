package dev.azulejo.api.port;

import dev.azulejo.storage.StorageUri;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes addresses that work for a while and need no key, so that bytes go between callers and a place without
/// passing through the API. Thread-safe.
public interface Links {
    /// What `If-None-Match` says of a write that replaces nothing.
    String NOTHING_THERE = "*";

    /// The headers of a request that brings all bytes of an object, once.
    static Map<String, String> writeOnce(Optional<Checksum> checksum) {
        var headers = new TreeMap<>(checksum.map(Checksum::headers).orElse(Map.of()));
        headers.put("If-None-Match", NOTHING_THERE);
        return headers;
    }

    /// To read an object, of the size and kind that it has.
    ///
    /// @param name under which a browser saves it
    Link read(StorageUri object, String name);

    /// To write an object of exactly so many bytes, in one part or several, where there is none yet. One part is
    /// taken only if it has the checksum; of several nobody knows it before they are joined.
    ///
    /// @param begun the ticket of parts that were begun before, for new addresses of the same; empty for new
    ///     parts
    Parts write(StorageUri object, long bytes, Optional<Checksum> checksum, Optional<String> begun);

    /// How large a file may be that comes with a checksum.
    long mostCheckedBytes();

    /// Makes one object of the parts of [#write], if they are all there; else does nothing.
    ///
    /// @param ticket of these parts
    void join(StorageUri object, String ticket, long bytes);

    /// Drops the parts of [#write] that have come, as they will never be joined.
    void abandon(StorageUri object, String ticket);

    record Link(String url, Instant expiresAt) {}

    /// @param bytes of each part but the last, which has what is left
    /// @param urls of the parts, in the order of their bytes
    /// @param headers that each request which brings one must have
    /// @param ticket what the parts are joined by; absent where nothing is to be joined
    record Parts(
            long bytes,
            List<String> urls,
            Map<String, String> headers,
            Instant expiresAt,
            @Nullable String ticket) {}
}
