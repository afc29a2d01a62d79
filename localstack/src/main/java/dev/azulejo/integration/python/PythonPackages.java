package dev.azulejo.integration.python;

import dev.azulejo.core.local.CachedFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Python packages, pinned, and fetched once by pip into a folder of the user's cache ([CachedFolder]). The
/// machine's Python is not changed otherwise.
///
/// @param name beginning of the folder's name
/// @param interpreters commands or paths of Python, of which the first that is new enough is used
/// @param minMinor the oldest Python 3 that will do: 9 means 3.9
/// @param needed message if no such Python is found: what is missing, and how to get it
/// @param pins requirements and constraints: other contents make another folder
/// @param pipOptions what to install, and how
/// @param cache parent of the folder
public record PythonPackages(
        String name,
        List<String> interpreters,
        int minMinor,
        String needed,
        List<Path> pins,
        List<String> pipOptions,
        Path cache) {
    private static final int TAIL_LINES = 20;

    /// Packages that are installed.
    ///
    /// @param python the interpreter that they were fetched for
    /// @param folder for the PYTHONPATH
    public record Installed(String python, Path folder) {}

    private record Interpreter(String command, String version) {}

    /// Fetches the packages if they are not there yet.
    ///
    /// @throws AssertionError saying what to do, when no Python is suitable or pip fails
    public Installed install() {
        var interpreter = interpreter();
        var folder = new CachedFolder(cache, name, CachedFolder.fingerprint(interpreter.version(), pins))
                .made(workFolder -> fetch(interpreter.command(), workFolder));
        return new Installed(interpreter.command(), folder);
    }

    private Interpreter interpreter() {
        var refusals = new StringBuilder();
        for (var command : interpreters) {
            try {
                var version = Program.run(
                        List.of(
                                command,
                                "-c",
                                "import sys, sysconfig; sys.version_info >= (3, %d) or sys.exit('too old: ' + sys.version);"
                                                .formatted(minMinor)
                                        + " print(sys.implementation.cache_tag, sysconfig.get_platform())"),
                        Map.of());
                if (version.status() == 0) {
                    return new Interpreter(command, version.output());
                }
                refusals.append("\n  ").append(command).append(": ").append(tail(version.errors()));
            } catch (UncheckedIOException e) {
                refusals.append("\n  ").append(e.getMessage());
            }
        }
        throw new AssertionError(needed + ". Tried:" + refusals);
    }

    /// Fetches the packages; Debian packages pip separately from the part that makes a virtual environment
    /// with a pip of its own: either will do.
    private Path fetch(String python, Path workFolder) {
        var pip = new ArrayList<>(List.of(python, "-m", "pip"));
        if (run(List.of(python, "-m", "pip", "--version")).status() != 0) {
            var environment = workFolder.resolve("environment");
            if (run(List.of(python, "-m", "venv", environment.toString())).status() != 0) {
                throw new AssertionError(needed + " (" + python + " has neither pip nor a complete venv)");
            }
            pip.set(0, environment.resolve("bin/python").toString());
        }
        pip.addAll(List.of("install", "--quiet", "--disable-pip-version-check"));
        var packages = workFolder.resolve("packages");
        pip.addAll(List.of("--target", packages.toString()));
        pip.addAll(pipOptions);
        var ended = run(pip);
        if (ended.status() != 0) {
            throw new AssertionError(
                    "%s failed, status %d. Its last lines:%n%s".formatted(pip, ended.status(), tail(ended.errors())));
        }
        return packages;
    }

    private static Program.Ended run(List<String> command) {
        return Program.run(command, Map.of());
    }

    private static String tail(String text) {
        var lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
}
