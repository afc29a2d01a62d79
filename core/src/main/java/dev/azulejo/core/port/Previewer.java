package dev.azulejo.core.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Makes a preview of any admitted file, however large the image is. Thread-safe.
public interface Previewer {
    /// Writes the upright image as a pyramid in one file (SZI), in the colours of sRGB, and closes `source`. Holds a
    /// row of tiles of each level, whatever the height.
    ///
    /// @param page of a file that has several, from 1 on
    /// @throws UnreadableImage when the file cannot be read, or ends before its pixels do
    void write(InputStream source, int page, OutputStream target) throws UnreadableImage, IOException;
}
