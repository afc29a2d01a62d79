package dev.azulejo.cli.view;

import dev.azulejo.core.job.record.Manifest;
import java.nio.file.Path;

/// Shows the progress on one file after another. Thread-safe.
interface ProgressView extends AutoCloseable {
    static ProgressView none() {
        return new ProgressView() {};
    }

    /// Says which files there will be.
    default void expect(BatchPace files) {}

    default void started(Path file) {}

    /// Learns the size of the work.
    default void planned(Manifest manifest) {}

    /// Learns how many input pixels an earlier run has enhanced.
    default void found(long pixels) {}

    /// Adds a number of enhanced input pixels.
    default void advanced(long pixels) {}

    default void ended() {}

    /// Prints lines that stay.
    default void above(Runnable print) {
        print.run();
    }

    @Override
    default void close() {}
}
