package dev.azulejo.imaging.deflate;

import dev.azulejo.imaging.bytes.GrowingBytes;

/// A library that deflates: makes streams of RFC 1951, piece by piece. Thread-safe; a stream is for one thread.
public interface Deflate {
    /// As manifests have it.
    String name();

    /// The build that decides the bytes.
    String fingerprint();

    /// @param level 1 (fast) to 9 (small)
    Stream open(int level);

    /// How what was added ends.
    enum Ending {
        /// Anywhere: more is to come.
        NONE,
        /// At a byte, and what follows looks at nothing before it (a full flush). The stream stays open.
        FLUSH,
        /// With the stream's last block.
        LAST
    }

    /// One stream after the other.
    interface Stream extends AutoCloseable {
        /// Deflates `count` bytes from `offset` on, and appends to `target` what comes out.
        void add(byte[] bytes, int offset, int count, Ending ending, GrowingBytes target);

        /// Forgets all before: what follows is a stream of its own.
        void restart();

        @Override
        void close();
    }
}
