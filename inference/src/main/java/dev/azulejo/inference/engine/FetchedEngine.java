package dev.azulejo.inference.engine;

import dev.azulejo.core.failure.PermanentFailure;
import java.io.IOException;

/// An engine beside the usual one that is fetched when a user asks for it. Thread-safe.
public interface FetchedEngine {
    /// The name that users type, which is also that of its providers, such as `openvino`.
    String name();

    /// The version that would be fetched: another one may be faster.
    String version();

    /// Whether a build of the engine exists for this machine.
    boolean isMadeForThisMachine();

    /// Loads the engine, and fetches it first if it is missing.
    ///
    /// @throws IOException when it cannot be fetched
    /// @throws EngineFailure when it does not load here
    /// @throws PermanentFailure when the fetched files are not the pinned ones
    Engine engine() throws IOException, EngineFailure;
}
