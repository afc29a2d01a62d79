package dev.azulejo.local.keyring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a program that speaks to a keyring. Secrets go in and out by its streams, never by its arguments, which
/// everybody on the machine can see.
record KeyringCommand(int exitCode, String out, String err) {
    /// How long a program may take, as the owner may have to unlock the keyring first.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static KeyringCommand run(String input, List<String> command) throws IOException {
        var process = new ProcessBuilder(command).start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        } catch (IOException e) {
            // it has ended without reading: its exit code says why
        }
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(
                        "%s did not answer within %d s".formatted(command.getFirst(), PATIENCE.toSeconds()));
            }
            return new KeyringCommand(
                    process.exitValue(),
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                    new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("waiting for the keyring was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    IOException failure(String program) {
        return new IOException("%s ended with %d: %s".formatted(program, exitCode, err.strip()));
    }
}
