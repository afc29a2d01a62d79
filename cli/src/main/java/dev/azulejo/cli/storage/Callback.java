package dev.azulejo.cli.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.azulejo.local.exit.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Where the browser comes back to when the owner of a drive has agreed: an address of this machine, for as
/// long as it is waited for (RFC 8252, section 7.3). Where the browser runs on another machine, its last
/// address can be typed instead.
public final class Callback implements AutoCloseable {
    private static final String PATH = "/connected";
    private static final String THANKS =
            "<!doctype html><meta charset=\"utf-8\"><title>Azulejo</title><p>Thank you. You can close this page.";

    private final HttpServer server;
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);

    /// @param port 0 for any that is free; some services want it to be the one that was registered
    public Callback(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw ExitCode.USAGE.failure("port %d is taken; name another with --port".formatted(port));
        }
        server.createContext(PATH, this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = exchange.getRequestURI().getRawQuery();
            var page = THANKS.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().add("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            take(query == null ? "" : query);
        }
    }

    private void take(String query) {
        var _ = answers.offer(query); // one answer counts: the first
    }

    /// The address as it is registered with the service.
    public URI address() {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), PATH));
    }

    /// Waits for the browser, or for its address as a line of `typed`.
    ///
    /// @return the query
    public String query(InputStream typed, Duration atMost) {
        Thread.ofPlatform().daemon().name("typed").start(() -> read(typed));
        try {
            var query = answers.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (query == null) {
                throw ExitCode.UNAVAILABLE.failure(
                        "there was no consent within %d minutes; nothing was connected".formatted(atMost.toMinutes()));
            }
            return query;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitCode.INTERRUPTED.failure("nothing was connected");
        }
    }

    private void read(InputStream typed) {
        try (var lines = new BufferedReader(new InputStreamReader(typed, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                int question = line.indexOf('?');
                if (question >= 0) {
                    take(line.substring(question + 1).strip());
                }
            }
        } catch (IOException _) {
            // no input is awaited: the browser comes by itself
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
