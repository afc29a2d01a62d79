package dev.azulejo.quality.set;

import dev.azulejo.core.local.PinnedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Computes SHA-256 of files of any length, in hex.
public final class FileHash {
    private FileHash() {}

    /// @throws UncheckedIOException when the file cannot be read
    public static String sha256(Path path) {
        try {
            return PinnedFile.sha256(Files.newInputStream(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
