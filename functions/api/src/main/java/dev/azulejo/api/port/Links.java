package dev.azulejo.api.port;

import dev.azulejo.storage.StorageUri;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes addresses that work for a while and need no key, so bytes go between callers and a place
/// without passing through the API. Thread-safe.
public interface Links {
    /// The value of `If-None-Match` for a write that replaces nothing.
    String NOTHING_THERE = "*";

    /// The headers of a request that writes all bytes of an object, once.
    static Map<String, String> writeOnce(Optional<Checksum> checksum) {
        var headers = new TreeMap<>(checksum.map(Checksum::headers).orElse(Map.of()));
        headers.put("If-None-Match", NOTHING_THERE);
        return headers;
    }

    /// Makes an address to read an object, of its own size and media type.
    ///
    /// @param name under which a browser saves it
    Link read(StorageUri object, String name);

    /// Makes addresses to write an object of exactly `bytes` bytes, in one part or several, unless it
    /// exists. One part is taken only if it has the checksum; that of several is unknown before they are
    /// joined.
    ///
    /// @param begun the ticket of parts that were begun before, for new addresses of the same; empty for new
    ///     parts
    Parts write(StorageUri object, long bytes, Optional<Checksum> checksum, Optional<String> begun);

    /// The largest file that may come with a checksum.
    long mostCheckedBytes();

    /// Joins the parts of [#write] to one object, if they are all there; else does nothing.
    ///
    /// @param ticket of these parts
    void join(StorageUri object, String ticket, long bytes);

    /// Drops the parts of [#write] that have come, when they will never be joined.
    void abandon(StorageUri object, String ticket);

    record Link(String url, Instant expiresAt) {}

    /// @param bytes of each part but the last, which may have fewer
    /// @param urls of the parts, in the order of their bytes
    /// @param headers of each request that writes one
    /// @param ticket by which the parts are joined; absent if nothing is to be joined
    record Parts(
            long bytes,
            List<String> urls,
            Map<String, String> headers,
            Instant expiresAt,
            @Nullable String ticket) {}
}
