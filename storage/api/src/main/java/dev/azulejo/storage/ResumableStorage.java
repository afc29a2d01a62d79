package dev.azulejo.storage;

import java.util.Map;

/// A place where a large object that one process began can be continued by the next.
public interface ResumableStorage extends Storage {
    /// Starts an object of known length.
    ///
    /// @param metadata as for [#write]
    ResumableObject begin(String key, long bytes, Map<String, String> metadata);

    /// Continues an object that another process started.
    ///
    /// @param token the latest of [ResumableObject#token], or an earlier one
    /// @throws NoSuchObject when the place has forgotten it: it must be started again
    /// @throws IllegalArgumentException when it is no token of this place
    ResumableObject resume(String token);
}
