package dev.azulejo.imaging.deflate;

import dev.azulejo.imaging.bytes.GrowingBytes;

/// A library that deflates: it makes streams of RFC 1951, piece by piece. Thread-safe; a stream is for one
/// thread.
public interface Deflate {
    /// The library's name in manifests.
    String name();

    /// The build of the library, which decides the bytes.
    String fingerprint();

    /// @param level 1 (fast) to 9 (small)
    Stream open(int level);

    /// The way in which an added piece ends.
    enum Ending {
        /// At any bit: more follows.
        NONE,
        /// At a byte, and what follows refers to nothing before it (a full flush); the stream stays open.
        FLUSH,
        /// At the end of the stream's last block.
        LAST
    }

    /// Makes one stream after the other.
    interface Stream extends AutoCloseable {
        /// Deflates `count` bytes from `offset` on, and appends the output to `target`.
        void add(byte[] bytes, int offset, int count, Ending ending, GrowingBytes target);

        /// Forgets all previous bytes: what follows is a separate stream.
        void restart();

        @Override
        void close();
    }
}
