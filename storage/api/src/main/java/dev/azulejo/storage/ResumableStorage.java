package dev.azulejo.storage;

import java.util.Map;

/// A place where a large object may be written by one process and, when that one dies, by the next.
public interface ResumableStorage extends Storage {
    /// Starts an object of known length.
    ///
    /// @param metadata as for [#write]
    ResumableObject begin(String key, long bytes, Map<String, String> metadata);

    /// An object that another process started.
    ///
    /// @param token what [ResumableObject#token] gave last, or earlier
    /// @throws NoSuchObject when the place has forgotten it: it must be started again
    /// @throws IllegalArgumentException when it is no token of this place
    ResumableObject resume(String token);
}
