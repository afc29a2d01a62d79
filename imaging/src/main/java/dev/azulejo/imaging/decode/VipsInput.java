package dev.azulejo.imaging.decode;

import java.lang.foreign.MemorySegment;

/// The bytes of a user's file, as libvips gets them, and what we see of their structure ourselves. For
/// one thread at a time.
interface VipsInput extends AutoCloseable {
    /// A `VipsSource`, which stays this input's.
    MemorySegment source();

    FileFacts facts();

    /// Whether the file is known to lack its end.
    default boolean isCutOff() {
        return false;
    }

    /// Throws what reading threw when libvips called for bytes, an [java.io.IOException] as an
    /// [java.io.UncheckedIOException].
    default void rethrow() {}

    /// Reads to the end of the image, after its last row.
    ///
    /// @return whether that end is there
    default boolean finish() {
        return true;
    }

    /// Gives back what libvips holds, and what was made for it; the stream stays open.
    @Override
    void close();
}
