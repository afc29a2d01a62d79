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
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The programs in `examples/`, run as whoever copied them does.
public enum Example {
    CURL("curl", "sh", "curl.sh"),
    PYTHON("python3, 3.9 or newer", "python3", "python/enhance.py"),
    JAVASCRIPT("node, 20 or newer", "node", "javascript/enhance.mjs"),
    JAVA("", java(), "java/Enhance.java");

    private static final Path EXAMPLES = examples();

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
        return ended(server, key, Path.of(""), command, needs);
    }

    /// Runs a Java program in one file, with the client.
    public static Ended java(URI server, String key, Path folder, Path program) {
        var command = List.of(java(), "-XX:TieredStopAtLevel=1", "-cp", classPath(), program.toString());
        return ended(server, key, folder, command, "Java");
    }

    private static Ended ended(URI server, String key, Path folder, List<String> command, String needs) {
        try {
            var err = Files.createTempFile("example-", ".err");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectError(err.toFile());
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

    /// From the folder of any module, where its tests run.
    private static Path examples() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = Objects.requireNonNull(folder.getParent(), "tests run in the tree");
        }
        return folder.resolve("examples");
    }

    /// Of the oldest Java that the client promises, where there is one beside ours; else ours.
    private static String java() {
        var ours = Path.of(System.getProperty("java.home"));
        try (var all = Files.list(Objects.requireNonNull(ours.getParent()))) {
            var oldest = all.filter(Example::isOldest).findFirst().orElse(ours);
            return oldest.resolve("bin/java").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOldest(Path home) {
        var release = home.resolve("release");
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.exists(release)
                    && Files.readString(release).contains("JAVA_VERSION=\"17.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
