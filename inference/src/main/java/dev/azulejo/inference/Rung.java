package dev.azulejo.inference;

import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import java.util.List;

/// One way to run a model: a provider and a precision. Thread-safe.
interface Rung extends AutoCloseable {
    /// As people read it, such as `cuda fp16`.
    String name();

    /// Means to fill `output`. What it leaves untouched, and numbers that are not finite, the ladder finds.
    void run(Planes input, ImageFacts facts, Planes output);

    /// Runs the model and looks at its answers itself, if it can. Where all were sound, `rounded` is there,
    /// and so are those floats of `output` that belong to marked pixels; that needs no other look. Else it
    /// must be [#run] for the floats.
    default void look(Planes input, ImageFacts facts, Planes output, RoundedAnswer rounded) {
        rounded.discard();
    }

    /// Whether [#within] shrinks answers.
    default boolean shrinks() {
        return false;
    }

    /// The same for tiles of which such sides lie within the image. It is closed with this one.
    default Rung within(Sides inner) {
        return this;
    }

    /// What a model that pools finds in a sample: the means of its feature maps over all crops, which have one
    /// shape.
    float[] means(List<Planes> sample, ImageFacts facts);

    @Override
    void close();
}
