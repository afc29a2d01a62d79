package dev.azulejo.integration.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What makes the JVM start quicker, learnt from a run and kept with the build. It is made of jars only: in an
/// IDE, where classes lie in folders, there is none, and starts are slower.
final class StartCache {
    static final List<String> OPTIONS = options();

    private StartCache() {}

    private static List<String> options() {
        try {
            var cache = Installation.FOLDER.resolve("azulejo.aot");
            Files.deleteIfExists(cache);
            var folder = Files.createTempDirectory(Installation.FOLDER, "training-");
            var trained = new Azulejo(folder, Map.of(), List.of(), List.of("-XX:AOTCacheOutput=" + cache));
            for (var made : List.of(trained.home(), trained.cacheHome(), trained.temporary())) {
                Files.createDirectories(made);
            }
            trained.run("warm-up"); // as the launcher does
            delete(folder);
            return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        for (var name : JobFolder.filesBelow(folder)) {
            Files.delete(folder.resolve(name));
        }
        try (var folders = Files.walk(folder)) {
            for (var empty :
                    folders.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(empty);
            }
        }
    }
}
