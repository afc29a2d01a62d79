package dev.azulejo.server;

import dev.azulejo.core.local.CachedFolder;
import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.core.local.UserCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.opentest4j.TestAbortedException;

/// The receivers of webhooks in `examples/`, with the official library in the version that lies beside them.
enum ReceivingExample {
    PYTHON("python3", "receive.py", "requirements.txt") {
        @Override
        List<String> fetch(Path folder) {
            var pip = "-m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --target";
            var requirements = folder.resolve("requirements.txt");
            return List.of(("python3 " + pip + " %s --requirement %s")
                    .formatted(folder, requirements)
                    .split(" "));
        }
    },
    JAVASCRIPT("node", "receive.mjs", "package.json package-lock.json") {
        @Override
        List<String> fetch(Path folder) {
            return List.of("npm ci --silent --ignore-scripts --no-audit --no-fund".split(" "));
        }
    };

    private final String program;
    private final String file;
    private final String pins;

    ReceivingExample(String program, String file, String pins) {
        this.program = program;
        this.file = file;
        this.pins = pins;
    }

    /// The command that brings the library, run in `folder`, which has the pins.
    abstract List<String> fetch(Path folder);

    /// The files that say which versions of what it needs.
    private List<String> pins() {
        return List.of(pins.split(" "));
    }

    private Path source(String name) {
        return Path.of("../examples", name().toLowerCase(Locale.ROOT), name)
                .toAbsolutePath()
                .normalize();
    }

    /// Starts it as whoever copied it would, beside its library.
    ///
    /// @param log gets what it says
    Process start(int port, String secret, Path log) throws IOException {
        var beside = Files.copy(source(file), log.resolveSibling(file));
        var library = library();
        if (Files.isDirectory(library.resolve("node_modules"))) {
            Files.createSymbolicLink(log.resolveSibling("node_modules"), library.resolve("node_modules"));
        }
        var builder = new ProcessBuilder(program, beside.toString(), String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("AZULEJO_WEBHOOK_SECRET", secret);
        builder.environment().put("PYTHONPATH", library.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        return builder.start();
    }

    /// Skips the test, and says why, where there is no network and nothing was fetched before.
    private Path library() {
        var files = pins().stream().map(this::source).toList();
        var cache = PrivateFolder.made(UserCache.of(System.getenv()));
        try {
            return new CachedFolder(cache, "webhook-example-" + file, CachedFolder.fingerprint("", files))
                    .made(this::fetched);
        } catch (UncheckedIOException e) {
            throw new TestAbortedException("%s was not run: %s".formatted(file, e.getMessage()), e);
        }
    }

    private Path fetched(Path workFolder) throws IOException {
        var made = Files.createDirectory(workFolder.resolve("made"));
        for (var pin : pins()) {
            Files.copy(source(pin), made.resolve(pin));
        }
        var log = workFolder.resolve("log");
        try {
            int status = new ProcessBuilder(fetch(made))
                    .directory(made.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("%s ended with %d: %s".formatted(fetch(made), status, Files.readString(log)));
            }
            return made;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
