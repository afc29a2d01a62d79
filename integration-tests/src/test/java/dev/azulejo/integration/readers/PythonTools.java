package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/// Runs the scripts of `src/test/python` with the packages that are pinned there. Those are fetched once, by pip, into
/// a folder of the user's cache that appears whole, by a rename: builds may run side by side. Nothing else of the
/// machine's Python is changed.
final class PythonTools {
    private static final Path SCRIPTS = Checkout.ROOT.resolve("integration-tests/src/test/python");
    private static final String NEEDED = "tests compare with Pillow and need python3, 3.9 or newer, with pip:"
            + " apt install python3 python3-pip, or brew install python";

    private final String python;
    private final Path cache;

    /// @param cache folder for the packages
    PythonTools(String python, Path cache) {
        this.python = python;
        this.cache = cache;
    }

    /// Runs a script with this machine's Python.
    ///
    /// @return what it printed
    static String run(String script, Object... arguments) {
        return new PythonTools("python3", Checkout.USER_CACHE).runScript(script, arguments);
    }

    String runScript(String script, Object... arguments) {
        // -s: nothing of the user's own; -B: no byte code among the sources
        var command = new ArrayList<>(
                List.of(python, "-s", "-B", SCRIPTS.resolve(script).toString()));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var ended = Program.run(command, Map.of("PYTHONPATH", packages().toString()));
        assertThat(ended.status())
                .as("%s said: %s%s", command, ended.output(), ended.errors())
                .isZero();
        return ended.output();
    }

    /// The folder of the packages; fetched if it is not there yet.
    Path packages() {
        var folder = cache.resolve("test-python-" + fingerprint());
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(cache);
            var workFolder = Files.createTempDirectory(cache, "test-python-new-");
            try {
                install(workFolder);
                appear(workFolder.resolve("packages"), folder);
            } finally {
                deleteAll(workFolder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the packages depend on: their pins, and the Python that they were built for.
    private String fingerprint() {
        var version = python(
                "-c",
                "import sys, sysconfig; sys.version_info >= (3, 9) or sys.exit(1);"
                        + " print(sys.implementation.cache_tag, sysconfig.get_platform())");
        if (version.status() != 0) {
            throw new AssertionError(NEEDED + " (found an older one: " + version.errors() + ")");
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(version.output().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(SCRIPTS.resolve("requirements.txt")));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-2", impossible);
        }
    }

    private Program.Ended python(String... arguments) {
        var command = new ArrayList<>(List.of(python));
        command.addAll(List.of(arguments));
        try {
            return Program.run(command, Map.of());
        } catch (UncheckedIOException e) {
            throw new AssertionError(NEEDED + " (" + e.getMessage() + ")", e);
        }
    }

    /// Debian packs pip, and what makes a virtual environment with a pip of its own, apart: either will do.
    private void install(Path workFolder) {
        var pip = new ArrayList<>(List.of(python, "-m", "pip"));
        if (python("-m", "pip", "--version").status() != 0) {
            var environment = workFolder.resolve("environment");
            var made = python("-m", "venv", environment.toString());
            if (made.status() != 0) {
                throw new AssertionError(NEEDED + " (it has neither pip nor a complete venv)");
            }
            pip.set(0, environment.resolve("bin/python").toString());
        }
        pip.addAll(List.of("install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps"));
        pip.addAll(List.of(
                "--only-binary=:all:",
                "--target",
                workFolder.resolve("packages").toString()));
        pip.addAll(List.of("--requirement", SCRIPTS.resolve("requirements.txt").toString()));
        var installed = Program.run(pip, Map.of());
        assertThat(installed.status())
                .as("%s said: %s", pip, installed.errors())
                .isZero();
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

    private static void deleteAll(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
