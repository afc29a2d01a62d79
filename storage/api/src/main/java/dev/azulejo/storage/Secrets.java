package dev.azulejo.storage;

import java.util.Optional;

/// Keeps secrets, such as the tokens of a connected drive. Thread-safe, and safe between processes.
public interface Secrets {
    /// @param name letters, digits, `-`, `_`, `.` and `/`
    Optional<String> find(String name);

    /// Keeps a secret, if the present one is still `expected`.
    ///
    /// @param expected empty if there must be none
    /// @return whether it was kept; if not, another process was quicker
    boolean replace(String name, Optional<String> expected, String secret);

    void remove(String name);
}
