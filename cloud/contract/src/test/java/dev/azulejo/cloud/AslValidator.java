package dev.azulejo.cloud;

import dev.azulejo.core.local.CachedFolder;
import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.core.local.UserCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Runs the validator of Amazon States Language. npm fetches it once, as pinned in `src/test/node`, into a
/// folder of the user's cache that appears whole, by a rename, so builds may run side by side.
final class AslValidator {
    private static final Path SCRIPTS = Path.of("src/test/node").toAbsolutePath();
    private static final int MAX_MINUTES = 30;

    private final Path cache;

    AslValidator(Path cache) {
        this.cache = cache;
    }

    static AslValidator ofThisUser() {
        return new AslValidator(PrivateFolder.made(UserCache.of(System.getenv())));
    }

    /// @return the findings; empty if there are none
    String findings(Path definition) throws IOException {
        var script = SCRIPTS.resolve("validate.cjs").toString();
        var ended = run(SCRIPTS, List.of("node", script, modules().toString(), definition.toString()));
        if (ended.status != 0 && ended.output.isEmpty()) {
            throw new IOException("the validator ended with " + ended.status);
        }
        return ended.output;
    }

    private Path modules() {
        var pins = SCRIPTS.resolve("package-lock.json");
        return new CachedFolder(cache, "asl-validator", CachedFolder.fingerprint("", List.of(pins)))
                .made(AslValidator::fetched);
    }

    private static Path fetched(Path workFolder) throws IOException {
        var made = Files.createDirectory(workFolder.resolve("made"));
        for (var name : List.of("package.json", "package-lock.json")) {
            Files.copy(SCRIPTS.resolve(name), made.resolve(name));
        }
        var ended = run(made, List.of("npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"));
        if (ended.status != 0) {
            throw new IOException("tests of state machines need npm and asl-validator, but npm said: " + ended.output);
        }
        return made;
    }

    private record Ended(int status, String output) {}

    private static Ended run(Path folder, List<String> command) throws IOException {
        var output = Files.createTempFile("azulejo-asl-", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(Duration.ofMinutes(MAX_MINUTES))) {
                    throw new IOException("%s did not end within %d minutes".formatted(command, MAX_MINUTES));
                }
                return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                throw new IOException("interrupted while %s ran".formatted(command), e);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(output);
        }
    }
}
