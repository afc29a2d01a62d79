package dev.azulejo.infra;

import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.core.local.UserCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The program that knows what CloudFormation takes. pip fetches it once, as pinned in `src/test/python`, into a folder
/// of the user's cache that appears whole, by a rename: builds may run side by side.
final class CfnLint {
    private static final Path REQUIREMENTS =
            Path.of("src/test/python/requirements.txt").toAbsolutePath();
    private static final int MAX_MINUTES = 30;
    /// A dependency that is stated though it follows from a reference: the CDK writes many.
    private static final String REDUNDANT_DEPENDENCY = "W3005";

    private final Path cache;

    CfnLint(Path cache) {
        this.cache = cache;
    }

    static CfnLint ofThisUser() {
        return new CfnLint(PrivateFolder.made(UserCache.of(System.getenv())));
    }

    /// @return what it finds in a template, line by line; empty when nothing
    String findings(Path template) throws IOException, InterruptedException {
        return run(
                        Map.of("PYTHONPATH", packages().toString()),
                        List.of(
                                "-c",
                                "import sys; from cfnlint.runner import main; sys.exit(main())",
                                "--format",
                                "parseable",
                                "--regions",
                                "us-east-1",
                                "--ignore-checks",
                                REDUNDANT_DEPENDENCY,
                                "--template",
                                template.toString()))
                .output;
    }

    private Path packages() throws IOException, InterruptedException {
        var version = run(
                Map.of(),
                List.of("-c", "import sys, sysconfig; print(sys.implementation.cache_tag, sysconfig.get_platform())"));
        var folder = cache.resolve("cfn-lint-" + fingerprint(version.output));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(cache);
        var made = Files.createTempDirectory(cache, "cfn-lint-new-");
        try {
            var pip = new ArrayList<>(List.of("-m", "pip", "install", "--quiet", "--disable-pip-version-check"));
            pip.addAll(List.of("--require-hashes", "--no-deps", "--only-binary=:all:", "--target", made.toString()));
            pip.addAll(List.of("--requirement", REQUIREMENTS.toString()));
            var ended = run(Map.of(), pip);
            if (ended.status != 0) {
                throw new IOException(
                        "tests of the template need python3, 3.11 or newer, with pip, which said: " + ended.output);
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
        try (var paths = Files.walk(made)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String fingerprint(String python) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(python.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(REQUIREMENTS)), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-2", impossible);
        }
    }

    private record Ended(int status, String output) {}

    /// `-s`: nothing of the user's own; `-B`: no byte code written.
    private static Ended run(Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("python3", "-s", "-B"));
        command.addAll(arguments);
        var output = Files.createTempFile("azulejo-lint-", ".out");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            try {
                if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
                    throw new IOException("%s did not end within %d minutes".formatted(command, MAX_MINUTES));
                }
                return new Ended(process.exitValue(), Files.readString(output));
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(output);
        }
    }
}
