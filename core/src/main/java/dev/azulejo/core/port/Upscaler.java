package dev.azulejo.core.port;

import dev.azulejo.core.pixels.Planes;
import java.util.Optional;

/// A model that is loaded and ready. Thread-safe: several tiles may run at once.
public interface Upscaler {
    /// Enlargement along each axis; 1 for a model that restores.
    int scale();

    /// Fills every sample of `output`, which is `scale()` times as wide and high as `input`; both have 3 bands,
    /// RGB. Never leaves a stale sample, never gives one that is not finite: it throws instead. Values may lie
    /// a little outside 0 to 1.
    ///
    /// @return what the user should know of, in plain words; mostly empty
    /// @throws dev.azulejo.core.failure.PermanentFailure when no rung of the ladder gives finite numbers
    Optional<String> upscale(Planes input, Planes output);

    /// What decides the bits besides input and weights: runtime, provider, precision, instruction set.
    String fingerprint();
}
