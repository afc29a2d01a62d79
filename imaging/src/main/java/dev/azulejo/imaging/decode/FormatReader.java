package dev.azulejo.imaging.decode;

import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.UnreadableImage;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/// Reads files of one format. Thread-safe.
public interface FormatReader {
    /// @param file from its first byte on
    /// @param closing closed with the rows, or by the caller if this throws
    /// @param page from 1 on
    Rows read(InputStream file, Closeable closing, int page) throws IOException, UnreadableImage;
}
