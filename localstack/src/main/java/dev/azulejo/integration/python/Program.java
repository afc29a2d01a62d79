package dev.azulejo.integration.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs another program to its end.
public final class Program {
    private static final int MAX_MINUTES = 60;

    /// @param output its standard output
    /// @param errors its standard error
    public record Ended(int status, String output, String errors) {}

    private Program() {}

    public static Ended run(List<String> command, Map<String, String> environment) {
        try {
            var output = Files.createTempFile("azulejo-test-", ".out"); // a pipe that is not emptied would fill up
            var errors = Files.createTempFile("azulejo-test-", ".err");
            try {
                int status = run(command, environment, output, errors);
                return new Ended(status, Files.readString(output), Files.readString(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(List<String> command, Map<String, String> environment, Path output, Path errors)
            throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("%s did not end within %d minutes".formatted(command, MAX_MINUTES));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a program runs", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
