package dev.azulejo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The programs in `examples/`, run as whoever copied them does.
public enum Example {
    CURL("curl", "sh", "curl.sh"),
    PYTHON("python3, 3.9 or newer", "python3", "python/enhance.py"),
    JAVASCRIPT("node, 20 or newer", "node", "javascript/enhance.mjs"),
    JAVA("", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "java/Enhance.java");

    /// From the folder of a module, where its tests run.
    private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

    private static final int NOT_FOUND = 127;

    private final String needs;
    private final String program;
    private final String file;

    Example(String needs, String program, String file) {
        this.needs = needs;
        this.program = program;
        this.file = file;
    }

    /// How it ended, and all that it said.
    public record Ended(int exit, String out, String err) {}

    /// @param arguments the file, the result, and options as JSON
    public Ended run(URI server, String key, String... arguments) {
        var command = new ArrayList<>(List.of(program));
        if (this == JAVA) {
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath()));
        }
        command.add(EXAMPLES.resolve(file).toString());
        command.addAll(List.of(arguments));
        try {
            var err = Files.createTempFile("example-", ".err");
            var builder = new ProcessBuilder(command).redirectError(err.toFile());
            builder.environment().put("AZULEJO_SERVER", server.toString());
            builder.environment().put("AZULEJO_KEY", key);
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            var process = builder.start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            var said = Files.readString(err);
            Files.delete(err);
            assertThat(exit).as("this needs %s: %s", needs, said).isNotEqualTo(NOT_FOUND);
            return new Ended(exit, out, said);
        } catch (IOException e) {
            throw new UncheckedIOException("this needs " + needs, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String classPath() {
        return Stream.of(Azulejo.class, ObjectMapper.class, JsonParser.class, JsonProperty.class)
                .map(Example::origin)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String origin(Class<?> type) {
        try {
            var source = type.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(source.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
