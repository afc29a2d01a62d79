package dev.azulejo.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Somebody's web server on 127.0.0.1, with photographs.
final class PhotoServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger whole = new AtomicInteger();

    /// Nobody gets a second half of a whole file before this has counted down.
    private volatile CountDownLatch gate = new CountDownLatch(0);

    PhotoServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// @return its address, with a query that nobody shall keep
    String put(String name, byte[] bytes) {
        files.put("/" + name, bytes);
        return "http://127.0.0.1:%d/%s?signature=s3cret".formatted(port(), name);
    }

    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    int requests() {
        return requests.get();
    }

    /// How often somebody has asked for more than the first bytes.
    int whole() {
        return whole.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            if (exchange.getRequestURI().getPath().equals("/busy.png")) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var bytes = files.get(exchange.getRequestURI().getPath());
            if (bytes == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            var range = exchange.getRequestHeaders().getFirst("Range");
            if (range != null && range.startsWith("bytes=0-")) {
                int count = Math.min(bytes.length, Integer.parseInt(range.substring("bytes=0-".length())) + 1);
                exchange.getResponseHeaders().set("Content-Range", "bytes 0-%d/%d".formatted(count - 1, bytes.length));
                exchange.sendResponseHeaders(206, count);
                exchange.getResponseBody().write(bytes, 0, count);
                return;
            }
            whole.incrementAndGet();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            gate.await();
            exchange.getResponseBody().write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        open();
        server.stop(0);
        threads.shutdownNow();
    }
}
