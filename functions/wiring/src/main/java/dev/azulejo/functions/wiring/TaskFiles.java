package dev.azulejo.functions.wiring;

import dev.azulejo.core.failure.PermanentFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files in the zip beside the classes.
public record TaskFiles(Path root) {
    public Path models() {
        return root.resolve("models");
    }

    /// The shared library of libvips. Its name has the version of its package, and so goes into
    /// fingerprints.
    public Path libvips() {
        var folder = root.resolve("libvips");
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".so"))
                    .findFirst()
                    .orElseThrow(() -> new PermanentFailure("no libvips in %s: build the zip again".formatted(folder)));
        } catch (IOException unreadable) {
            throw new PermanentFailure("no folder %s: build the zip again".formatted(folder), unreadable);
        }
    }
}
