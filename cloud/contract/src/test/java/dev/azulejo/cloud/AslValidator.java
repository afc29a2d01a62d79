package dev.azulejo.cloud;

import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.core.local.UserCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The program that knows Amazon States Language. npm fetches it once, as pinned in `src/test/node`, into a folder of
/// the user's cache that appears whole, by a rename: builds may run side by side.
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

    /// @return what it finds; empty when nothing
    String findings(Path definition) throws IOException, InterruptedException {
        var script = SCRIPTS.resolve("validate.cjs").toString();
        var ended = run(SCRIPTS, List.of("node", script, modules().toString(), definition.toString()));
        if (ended.status != 0 && ended.output.isEmpty()) {
            throw new IOException("the validator ended with " + ended.status);
        }
        return ended.output;
    }

    private Path modules() throws IOException, InterruptedException {
        var folder = cache.resolve("asl-validator-" + fingerprint());
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(cache);
        var made = Files.createTempDirectory(cache, "asl-validator-new-");
        try {
            for (var name : List.of("package.json", "package-lock.json")) {
                Files.copy(SCRIPTS.resolve(name), made.resolve(name));
            }
            var ended = run(made, List.of("npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"));
            if (ended.status != 0) {
                throw new IOException(
                        "tests of state machines need npm and asl-validator, but npm said: " + ended.output);
            }
            appear(made, folder);
        } finally {
            delete(made);
        }
        return folder;
    }

    private static void appear(Path made, Path folder) throws IOException {
        try {
            Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            } // another build was faster
        }
    }

    private static void delete(Path made) throws IOException {
        if (!Files.exists(made)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(made)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String fingerprint() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(Files.readAllBytes(SCRIPTS.resolve("package-lock.json"))), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-2", impossible);
        }
    }

    private record Ended(int status, String output) {}

    private static Ended run(Path folder, List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile("azulejo-asl-", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
                    throw new IOException("%s did not end within %d minutes".formatted(command, MAX_MINUTES));
                }
                return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(output);
        }
    }
}
