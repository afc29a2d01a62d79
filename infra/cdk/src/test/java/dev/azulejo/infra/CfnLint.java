package dev.azulejo.infra;

import dev.azulejo.core.local.CachedFolder;
import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.core.local.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs the linter of CloudFormation templates. pip fetches it once, as pinned in `src/test/python`, into a
/// folder of the user's cache that appears whole, by a rename, so builds may run side by side.
final class CfnLint {
    private static final Path REQUIREMENTS =
            Path.of("src/test/python/requirements.txt").toAbsolutePath();
    private static final int MAX_MINUTES = 30;
    /// The rule against a stated dependency that also follows from a reference: the CDK writes many.
    private static final String REDUNDANT_DEPENDENCY = "W3005";

    private final Path cache;

    CfnLint(Path cache) {
        this.cache = cache;
    }

    static CfnLint ofThisUser() {
        return new CfnLint(PrivateFolder.made(UserCache.of(System.getenv())));
    }

    /// @return the findings in a template, line by line; empty if there are none
    String findings(Path template) throws IOException {
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

    private Path packages() throws IOException {
        var version = run(
                Map.of(),
                List.of("-c", "import sys, sysconfig; print(sys.implementation.cache_tag, sysconfig.get_platform())"));
        return new CachedFolder(cache, "cfn-lint", CachedFolder.fingerprint(version.output, List.of(REQUIREMENTS)))
                .made(CfnLint::fetched);
    }

    private static Path fetched(Path workFolder) throws IOException {
        var pip = new ArrayList<>(List.of("-m", "pip", "install", "--quiet", "--disable-pip-version-check"));
        pip.addAll(List.of("--require-hashes", "--no-deps", "--only-binary=:all:", "--target"));
        var made = workFolder.resolve("made");
        pip.addAll(List.of(made.toString(), "--requirement", REQUIREMENTS.toString()));
        var ended = run(Map.of(), pip);
        if (ended.status != 0) {
            throw new IOException(
                    "tests of the template need python3, 3.11 or newer, with pip, which said: " + ended.output);
        }
        return made;
    }

    private record Ended(int status, String output) {}

    /// Runs Python with `-s`: nothing of the user's own; and `-B`: no byte code written.
    private static Ended run(Map<String, String> environment, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of("python3", "-s", "-B"));
        command.addAll(arguments);
        var output = Files.createTempFile("azulejo-lint-", ".out");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            try {
                if (!process.waitFor(Duration.ofMinutes(MAX_MINUTES))) {
                    throw new IOException("%s did not end within %d minutes".formatted(command, MAX_MINUTES));
                }
                return new Ended(process.exitValue(), Files.readString(output));
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
