package dev.azulejo.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A folder for this user alone, below the one for temporary files, which goes with all that lies in it.
public record ScratchFolder(Path path) implements AutoCloseable {
    /// @param purpose part of its name
    public static ScratchFolder made(String purpose) {
        try {
            return new ScratchFolder(
                    Files.createTempDirectory("azulejo-" + purpose).toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
