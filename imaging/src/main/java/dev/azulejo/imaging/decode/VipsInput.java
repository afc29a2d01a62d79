package dev.azulejo.imaging.decode;

import java.lang.foreign.MemorySegment;

/// The bytes of a user's file as libvips gets them, and the facts of their structure that we see ourselves.
/// For one thread at a time.
interface VipsInput extends AutoCloseable {
    /// A `VipsSource` that this input owns.
    MemorySegment source();

    FileFacts facts();

    /// Whether the file is known to lack its end.
    default boolean isCutOff() {
        return false;
    }

    /// Throws the exception of a read that libvips called for, an [java.io.IOException] as an
    /// [java.io.UncheckedIOException].
    default void rethrow() {}

    /// Reads to the end of the image, after its last row.
    ///
    /// @return whether that end is there
    default boolean finish() {
        return true;
    }

    /// Frees what libvips holds, and what was made for it; the stream stays open.
    @Override
    void close();
}
