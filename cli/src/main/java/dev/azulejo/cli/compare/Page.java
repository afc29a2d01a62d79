package dev.azulejo.cli.compare;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// A page that `azulejo compare` makes.
public interface Page {
    /// @param folder in which the page will lie
    void write(OutputStream out, Path folder) throws IOException;
}
