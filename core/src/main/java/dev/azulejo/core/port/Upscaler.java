package dev.azulejo.core.port;

import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.pixels.Planes;
import java.util.List;
import java.util.Optional;

/// A loaded model that is ready to run. Thread-safe: several tiles may run at once.
public interface Upscaler {
    /// Enlargement along each axis; 1 for a model that restores.
    int scale();

    /// Fills every sample of `output`, which is `scale()` times as wide and high as `input`; both have 3
    /// bands, RGB. Never leaves a stale sample, never gives one that is not finite: it throws instead.
    /// Values may lie a little outside 0 to 1.
    ///
    /// @return a warning for the user, in plain words; mostly empty
    /// @throws dev.azulejo.core.failure.PermanentFailure when no rung of the ladder gives finite numbers
    Optional<String> upscale(Planes input, Planes output);

    /// Enlarges for a caller that wants whole numbers of 8 bits. A model that can check its answers where
    /// it makes them accepts `rounded`, if each is finite and all pixels are marked whose answers might
    /// have to be mended; otherwise it leaves it.
    ///
    /// @param output is filled in either case
    default Optional<String> upscale(Planes input, Planes output, RoundedAnswer rounded) {
        rounded.discard();
        return upscale(input, output);
    }

    /// How many pixels of its input a model for inner tiles gives no answer for: see [#within].
    default int shrinksBy() {
        return 0;
    }

    /// Returns this model for tiles of which the given sides lie within the image. A model that shrinks
    /// does not compute what would be thrown away there: along each of these sides its answer lacks
    /// [#shrinksBy] pixels, and `output` is smaller by as much. The remaining pixels have the same bits.
    ///
    /// @param inner none for a tile that is the whole image
    default Upscaler within(Sides inner) {
        return this;
    }

    /// Returns this model prepared for one image. A model that looks at the whole image at once (global
    /// pooling), or needs to know its noise, computes that here once from a sample, and is then exact for
    /// any tile. Equal samples give equal bits. Other models are ready as they are.
    ///
    /// @param sample crops of the image, all of one size, as this step of the chain will see them; none if
    ///     no model of the chain needs a sample (see `ModelCard.needsSample`)
    default Upscaler fitted(List<Planes> sample) {
        return this;
    }

    /// The name of everything that decides the bits besides input and weights: runtime, provider,
    /// precision, instruction set.
    String fingerprint();
}
