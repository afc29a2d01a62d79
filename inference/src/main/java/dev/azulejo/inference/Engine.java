package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/// A runtime in which models run, such as ONNX Runtime. It knows weights and tensors; cards, the ladder of numerics and
/// all checks lie above it. Thread-safe. What an engine must do, `EngineContract` tests.
///
/// Engines are found by `META-INF/services`. They have a public constructor that does nothing: native code is loaded
/// when the first model is opened.
public interface Engine {
    /// The first one of the class path.
    ///
    /// @throws PermanentFailure when there is none
    static Engine installed() {
        return ServiceLoader.load(Engine.class, Engine.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new PermanentFailure("no engine for models is on the class path", null));
    }

    /// As people write it, such as `ONNX Runtime`.
    String title();

    /// Its name and version for fingerprints, such as `onnxruntime 1.29.0`.
    ///
    /// @throws PermanentFailure when it does not load on this machine
    String version();

    /// What may compute, the fastest first. The last works on every machine and is the safest.
    List<Provider> providers(Device device);

    /// The same engine, whose [#providers] begin with what compiles models for the GPU at hand; or itself, where it has
    /// nothing of the kind.
    ///
    /// @param cache folder of this user, where compiled models are kept
    /// @param mayRound whether there may be providers of 16 bits among them
    default Engine compiling(Path cache, boolean mayRound) {
        return this;
    }

    /// Whether a session there is opened in a small part of the time that a tile takes, so that it pays to have one for
    /// each kind of tile.
    default boolean opensAtOnce(Provider provider) {
        return false;
    }

    /// Loads a model with options that make the same bits at each run, whatever the number of threads.
    ///
    /// @param weights of exactly these bytes the model is made
    /// @param threads that work on a run, 1 or more
    /// @param bytesPerInputPixel of working memory that a run takes; 0 where nobody knows
    /// @throws EngineFailure when the provider does not work here, or the weights are no model
    /// @throws PermanentFailure when the engine does not load on this machine
    Session open(Provider provider, byte[] weights, int threads, int bytesPerInputPixel) throws EngineFailure;

    /// Gives back the memory that runs have used and that none is using now. Sessions work on as before. What an engine
    /// keeps for each session goes when that is closed.
    ///
    /// @param kept so many bytes may stay, as fresh memory costs time
    void release(long kept);
}
