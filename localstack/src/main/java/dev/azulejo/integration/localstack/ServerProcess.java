package dev.azulejo.integration.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// The process of a server that is ready to answer. It must end when its standard input does, so that it
/// ends with this JVM, however that ends.
///
/// @param name for messages
/// @param log file with the server's output
public record ServerProcess(String name, Process process, URI endpoint, Path log) implements AutoCloseable {
    private static final Duration MAX_START = Duration.ofMinutes(10);
    private static final Duration MAX_END = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int LOWEST_PORT = 20_000;
    private static final int LOWEST_PORT_OF_CONNECTIONS = 32_768; // Linux; macOS and Windows begin at 49,152
    private static final int TAIL_LINES = 40;

    /// @param healthPath path that answers 200 when the server is ready
    /// @throws IllegalStateException with the end of the log, when the server ends or does not answer in
    ///     time
    public static ServerProcess start(String name, ProcessBuilder builder, URI endpoint, String healthPath, Path log)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var process = builder.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        var server = new ServerProcess(name, process, endpoint, log);
        try {
            server.awaitReady(endpoint.resolve(healthPath));
            return server;
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /// Finds a free port of 127.0.0.1, below those that systems give to connections: of those, one may be taken before
    /// the server listens.
    public static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, LOWEST_PORT_OF_CONNECTIONS);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException taken) { // another one, then
            }
        }
    }

    private void awaitReady(URI health) {
        long deadline = System.nanoTime() + MAX_START.toNanos();
        while (!answers(health)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "%s ended with status %d while it started:%n%s".formatted(name, process.exitValue(), tail()));
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s does not answer at %s after %d s:%n%s"
                        .formatted(name, endpoint, MAX_START.toSeconds(), tail()));
            }
            pause();
        }
    }

    private boolean answers(URI health) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s starts".formatted(name), e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s starts".formatted(name), e);
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
                throw new IllegalStateException("%s did not end, and was killed:%n%s".formatted(name, tail()));
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
