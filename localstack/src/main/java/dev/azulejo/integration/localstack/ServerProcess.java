package dev.azulejo.integration.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The process of a LocalStack, ready to answer. It ends by itself when its standard input does.
///
/// @param log what it writes
record ServerProcess(Process process, URI endpoint, Path log) implements AutoCloseable {
    private static final Duration MAX_START = Duration.ofMinutes(10);
    private static final Duration MAX_END = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int TAIL_LINES = 40;

    /// @throws IllegalStateException with the end of the log, when it ends or does not answer in time
    static ServerProcess start(ProcessBuilder builder, URI endpoint, Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var process = builder.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        var server = new ServerProcess(process, endpoint, log);
        try {
            server.awaitReady();
            return server;
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + MAX_START.toNanos();
        while (!answers()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "LocalStack ended with status %d while it started:%n%s".formatted(process.exitValue(), tail()));
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("LocalStack does not answer at %s after %d s:%n%s"
                        .formatted(endpoint, MAX_START.toSeconds(), tail()));
            }
            pause();
        }
    }

    private boolean answers() {
        try (var client = HttpClient.newHttpClient()) {
            var health = HttpRequest.newBuilder(endpoint.resolve("/_localstack/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while LocalStack starts", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while LocalStack starts", e);
        }
    }

    private String tail() {
        try {
            var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MAX_END.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("LocalStack did not end, and was killed:%n%s".formatted(tail()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
