package dev.azulejo.api.port;

import dev.azulejo.storage.StorageUri;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes addresses that work for a while and need no key, so that bytes go between callers and a place without passing
/// through the API. Thread-safe.
public interface Links {
    /// To read an object, of the size and kind that it has.
    ///
    /// @param name under which a browser saves it
    Link read(StorageUri object, String name);

    /// To write an object of exactly so many bytes, in one part or several. One part is taken only if it has the
    /// checksum; of several nobody knows it before they are joined.
    Parts write(StorageUri object, long bytes, Optional<Checksum> checksum);

    /// How large a file may be that comes with a checksum.
    long mostCheckedBytes();

    /// Makes one object of the parts of [#write], if they are all there; else does nothing.
    ///
    /// @param ticket of these parts
    void join(StorageUri object, String ticket, long bytes);

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
