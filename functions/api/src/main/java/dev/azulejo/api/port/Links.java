package dev.azulejo.api.port;

import dev.azulejo.storage.StorageUri;
import java.time.Instant;

/// Makes addresses that work for a while and need no key, so that bytes go between callers and a place without passing
/// through the API. Thread-safe.
public interface Links {
    /// To read an object, of the size and kind that it has.
    ///
    /// @param name under which a browser saves it
    Link read(StorageUri object, String name);

    /// To write an object of exactly so many bytes.
    Link write(StorageUri object, long bytes);

    record Link(String url, Instant expiresAt) {}
}
