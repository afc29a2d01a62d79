package dev.azulejo.inference.engine;

import dev.azulejo.core.failure.PermanentFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/// A runtime in which models run, such as ONNX Runtime. It knows weights and tensors; cards, the ladder of
/// numerics and all checks lie above it. Thread-safe. `EngineContract` tests what every engine must do.
///
/// Engines are found by `META-INF/services`. They have a public constructor that does nothing: native code is loaded
/// when the first model is opened.
public interface Engine {
    /// The first engine on the class path.
    ///
    /// @throws PermanentFailure when there is none
    static Engine installed() {
        return ServiceLoader.load(Engine.class, Engine.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new PermanentFailure("no engine for models is on the class path", null));
    }

    /// The engine's name for people, such as `ONNX Runtime`.
    String title();

    /// The engine's name and version for fingerprints, such as `onnxruntime 1.29.0`.
    ///
    /// @throws PermanentFailure when it does not load on this machine
    String version();

    /// The providers that may run models, the fastest first. The last one works on every machine and is the
    /// safest.
    List<Provider> providers(Device device);

    /// This engine with [#providers] that begin with one that compiles models for the GPU at hand; the
    /// engine itself if it has none.
    ///
    /// @param cache folder of this user, where compiled models are kept
    /// @param mayRound whether there may be providers of 16 bits among them
    default Engine compiling(Path cache, boolean mayRound) {
        return this;
    }

    /// Whether opening a session takes only a small part of the time of a tile, so that one for each kind
    /// of tile pays off.
    default boolean opensAtOnce(Provider provider) {
        return false;
    }

    /// Loads a model with options that make the same bits at each run, whatever the number of threads.
    ///
    /// @param weights the exact bytes of the model
    /// @param threads that work on a run, 1 or more
    /// @param bytesPerInputPixel of working memory that a run takes; 0 if unknown
    /// @throws EngineFailure when the provider does not work here, or the weights are no model
    /// @throws PermanentFailure when the engine does not load on this machine
    Session open(Provider provider, byte[] weights, int threads, int bytesPerInputPixel) throws EngineFailure;

    /// Returns memory that runs have used and no run is using now. Sessions keep working. What an engine
    /// keeps for each session is freed when that is closed.
    ///
    /// @param kept number of bytes that may stay, as fresh memory costs time
    void release(long kept);
}
