package dev.azulejo.cli;

import dev.azulejo.core.job.Manifest;
import java.nio.file.Path;

/// How progress on one file after another is shown. Thread-safe.
interface ProgressView {
    static ProgressView none() {
        return new ProgressView() {};
    }

    default void started(Path file) {}

    /// The size of the work is known.
    default void planned(Manifest manifest) {}

    /// So many more input pixels are enhanced.
    default void advanced(long pixels) {}

    default void ended() {}
}
