package dev.azulejo.cli.view;

import dev.azulejo.core.job.record.Manifest;

/// Shows the progress on files, of which several may be under way. Thread-safe.
interface ProgressView extends AutoCloseable {
    static ProgressView none() {
        return new ProgressView() {};
    }

    /// Says which files there will be.
    default void expect(BatchPace files) {}

    default void started(FileRun file) {}

    /// Learns the size of the work.
    default void planned(FileRun file, Manifest manifest) {}

    /// Learns that more of the file is done.
    default void advanced(FileRun file) {}

    default void ended(FileRun file) {}

    /// Prints lines that stay.
    default void above(Runnable print) {
        print.run();
    }

    @Override
    default void close() {}
}
