package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import java.io.IOException;

/// An engine beside the usual one that is fetched when somebody wants it. Thread-safe.
public interface FetchedEngine {
    /// What people call it, and its providers are called, such as `openvino`.
    String name();

    /// Which one would be fetched: another version may be faster.
    String version();

    /// Whether there is one for this machine at all.
    boolean isMadeForThisMachine();

    /// Fetches it where it is not there, and loads it.
    ///
    /// @throws IOException when it cannot be had
    /// @throws EngineFailure when it does not load here
    /// @throws PermanentFailure when what was brought is not what was wanted
    Engine engine() throws IOException, EngineFailure;
}
