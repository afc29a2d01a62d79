package dev.azulejo.storage;

import java.util.Optional;

/// Where secrets are kept, such as what connects a drive. Thread-safe, and safe between processes.
public interface Secrets {
    /// @param name letters, digits, `-`, `_`, `.` and `/`
    Optional<String> find(String name);

    /// Keeps a secret, if what is there is still `expected`.
    ///
    /// @param expected empty where nothing may be there
    /// @return whether it was kept; if not, somebody else was quicker
    boolean replace(String name, Optional<String> expected, String secret);

    /// Forgets it, if it is there.
    void remove(String name);
}
