package dev.azulejo.inference;

import dev.azulejo.core.pixels.Planes;

/// One way to run a model: a provider and a precision. Thread-safe.
interface Rung extends AutoCloseable {
    /// As people read it, such as `cuda fp16`.
    String name();

    /// Means to fill `output`. What it leaves untouched, and numbers that are not finite, the ladder finds.
    void run(Planes input, Planes output);

    @Override
    void close();
}
