package dev.azulejo.inference.ladder;

import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import java.util.List;

/// One way to run a model: a provider and a precision. Thread-safe.
public interface Rung extends AutoCloseable {
    /// The name for people, such as `cuda fp16`.
    String name();

    /// Runs the model on a tile and fills `output`. The ladder finds samples left untouched, and numbers
    /// that are not finite.
    void run(Planes input, ImageFacts facts, Planes output);

    /// Runs the model and looks at its answers itself, if it can. If all are sound, `rounded` is filled,
    /// and so are the floats of `output` that belong to marked pixels; no other look is needed. Otherwise
    /// [#run] must be called for the floats.
    default void look(Planes input, ImageFacts facts, Planes output, RoundedAnswer rounded) {
        rounded.discard();
    }

    /// Whether [#within] shrinks answers.
    default boolean shrinks() {
        return false;
    }

    /// This rung for tiles of which the given sides lie within the image. It is closed with this one.
    default Rung within(Sides inner) {
        return this;
    }

    /// The means of a pooling model's feature maps over all crops of a sample, which have one shape.
    float[] means(List<Planes> sample, ImageFacts facts);

    @Override
    void close();
}
