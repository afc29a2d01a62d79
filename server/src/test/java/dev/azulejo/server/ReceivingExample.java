package dev.azulejo.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The receivers of webhooks in `examples/`, with the official library in the version that lies beside them.
enum ReceivingExample {
    PYTHON("python3", "receive.py", "requirements.txt") {
        @Override
        List<String> fetch(Path folder) {
            return PinnedTools.pip(folder);
        }
    },
    JAVASCRIPT("node", "receive.mjs", "package.json package-lock.json") {
        @Override
        List<String> fetch(Path folder) {
            return PinnedTools.npm(folder);
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

    private Path library() {
        var files = pins().stream().map(this::source).toList();
        return PinnedTools.folder("webhook-example-" + file, files, this::fetch);
    }
}
