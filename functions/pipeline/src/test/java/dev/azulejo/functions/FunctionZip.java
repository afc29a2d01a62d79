package dev.azulejo.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/// `target/function.zip`, the thing that is deployed.
final class FunctionZip {
    static final Path FILE = Path.of("target", "function.zip").toAbsolutePath();

    private FunctionZip() {}

    static List<String> entries() throws IOException {
        try (var zip = new ZipFile(FILE.toFile())) {
            return zip.stream().map(entry -> entry.getName()).toList();
        }
    }

    /// As Lambda does into `/var/task`.
    static void unpack(Path folder) throws IOException {
        try (var zip = new ZipFile(FILE.toFile())) {
            zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
                var file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IllegalStateException(entry.getName());
                }
                try (var in = zip.getInputStream(entry)) {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
