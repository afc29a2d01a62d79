package dev.azulejo.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Programs that judge documents of APIs.
enum Linter {
    REDOCLY("node_modules/@redocly/cli/bin/cli.js", "lint %s --config %s --format=stylish", "redocly.yaml"),
    SPECTRAL(
            "node_modules/@stoplight/spectral-cli/dist/index.js",
            "lint %s --ruleset %s --fail-severity=warn",
            "spectral.yaml");

    private static final Path HERE = Path.of("src/test/node").toAbsolutePath();
    private static final List<Path> PINS = List.of(HERE.resolve("package.json"), HERE.resolve("package-lock.json"));

    /// They ask nobody for a newer version, and tell nobody that they run.
    private static final Map<String, String> QUIET =
            Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");

    private final String program;
    private final String arguments;
    private final String rules;

    Linter(String program, String arguments, String rules) {
        this.program = program;
        this.arguments = arguments;
        this.rules = rules;
    }

    PinnedTools.Ended judge(Path document) throws IOException {
        var tools = PinnedTools.folder("api-linters", PINS, PinnedTools::npm);
        var words = arguments
                .formatted(document.toAbsolutePath(), HERE.resolve(rules))
                .split(" ");
        var command = Stream.concat(Stream.of("node", tools.resolve(program).toString()), Stream.of(words));
        return PinnedTools.run(HERE, QUIET, command.toList());
    }
}
