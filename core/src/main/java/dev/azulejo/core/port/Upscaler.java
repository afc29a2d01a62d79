package dev.azulejo.core.port;

import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.pixels.Planes;
import java.util.List;
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

    /// The same, for somebody who wants whole numbers of 8 bits. A model that can look at its answers where it
    /// makes them accepts `rounded`, if each is finite and it has marked all pixels whose answers might have to
    /// be mended; else it leaves it.
    ///
    /// @param output is filled in either case
    default Optional<String> upscale(Planes input, Planes output, RoundedAnswer rounded) {
        rounded.discard();
        return upscale(input, output);
    }

    /// Pixels of its input that a model for inner tiles gives no answer for: see [#within].
    default int shrinksBy() {
        return 0;
    }

    /// This model for tiles of which such sides lie within the image. A model that shrinks does not compute what would
    /// be thrown away there: along each of these sides its answer lacks what it would give for [#shrinksBy] pixels,
    /// and `output` is smaller by as much. What is left has the same bits.
    ///
    /// @param inner none for a tile that is the whole image
    default Upscaler within(Sides inner) {
        return this;
    }

    /// This model made ready for one image. A model that looks at the whole image at once (global pooling), or
    /// wants to be told of its noise, computes that from a sample of it here, once, and is then exact for any
    /// tile. Same sample, same bits. Any other model is ready as it is.
    ///
    /// @param sample crops of the image, all of one size, as this step of the chain will see them; none where
    ///     no model of the chain asks for a sample (see `ModelCard.needsSample`)
    default Upscaler fitted(List<Planes> sample) {
        return this;
    }

    /// What decides the bits besides input and weights: runtime, provider, precision, instruction set.
    String fingerprint();
}
