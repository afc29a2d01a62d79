package dev.azulejo.api.contract;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Somebody on 127.0.0.1 who receives webhooks and checks them with the official library. What comes for another path
/// was meant for whoever had the port before, such as a drive's fake that the cloud still looks for.
public final class Receiver implements AutoCloseable {
    private static final String PATH = "/hook";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();
    private volatile int status = 200;

    /// A request that is answered with a status once somebody lets it.
    private record Held(int status, CountDownLatch latch) {}

    /// What came in one request.
    public record Received(Map<String, List<String>> headers, String body) {
        public String id() {
            return headers.getOrDefault("Webhook-id", List.of("none")).getFirst();
        }

        /// Whether the library of Standard Webhooks finds that it was sent by whoever has the secret, just now.
        public boolean isValidWith(String secret) {
            try {
                new Webhook(secret).verify(body, headers);
                return true;
            } catch (WebhookVerificationException e) {
                return false;
            } catch (EmptyWebhookSecretException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    /// @param port 0 for any that is free
    public Receiver(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(PATH, this::take);
        server.start();
    }

    /// Finds a port on which nobody listens, below those that systems give to connections: it is still free later.
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
            try (var _ = new Receiver(port)) {
                return port;
            } catch (UncheckedIOException taken) { // another one, then
            }
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
            exchange.sendResponseHeaders(statusOf(held.getAndSet(null)), -1);
        }
    }

    private int statusOf(@Nullable Held request) {
        if (request == null) {
            return status;
        }
        try {
            request.latch.await();
            return request.status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the receiver is closed
            return status;
        }
    }

    /// The next request waits for its answer.
    ///
    /// @return lets it have it
    public Runnable holdNext(int answer) {
        var latch = new CountDownLatch(1);
        held.set(new Held(answer, latch));
        return latch::countDown;
    }

    public String url() {
        return url(server.getAddress().getPort());
    }

    public static String url(int port) {
        return "http://127.0.0.1:%d%s".formatted(port, PATH);
    }

    public void answer(int next) {
        status = next;
    }

    public List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
