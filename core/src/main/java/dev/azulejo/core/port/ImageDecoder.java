package dev.azulejo.core.port;

import java.io.InputStream;

/// Reads users' files. Only formats of [dev.azulejo.core.pixels.ImageFormat] are admitted, by their first
/// bytes. Thread-safe.
public interface ImageDecoder {
    /// The name of the build that decides the pixels, such as `libvips 8.18.7`.
    String fingerprint();

    /// Reads no more of `source` than the header, and closes it.
    ///
    /// @param page of a file that has several, from 1 on
    /// @throws UnreadableImage when it is empty, of a format that is not admitted, broken, or has no such page
    ProbedImage probe(InputStream source, int page) throws UnreadableImage;

    /// Starts to decode; closing the rows closes `source`.
    ///
    /// @throws UnreadableImage as [#probe]
    Rows decode(InputStream source, int page) throws UnreadableImage;

    /// The pixels of a file, row by row as stored, from the first to the last. For one thread.
    interface Rows extends AutoCloseable {
        /// The header's facts; after the last row also those behind the pixels, which change metadata and
        /// warnings alone.
        ProbedImage image();

        /// Fills `target` from `offset` on with the next `count` rows, without gaps. 16-bit samples are
        /// little-endian.
        ///
        /// @throws UnreadableImage when the file is broken or ends before its rows do
        void next(int count, byte[] target, int offset) throws UnreadableImage;

        @Override
        void close();
    }
}
