package dev.azulejo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server that does what a test tells it to, step by step, good or bad.
final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Deque<Step>> script = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /// @param request its method and path, with the query
    /// @param headers by names in small letters
    record Received(String request, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    interface Step {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /// What comes next when somebody asks for that; the last step is for all who ask later.
    ScriptedServer on(String request, Step... steps) {
        script.computeIfAbsent(request, _ -> new ArrayDeque<>()).addAll(List.of(steps));
        return this;
    }

    static Step says(int status, String body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    static Step problem(int status, String type, String detail, String... headers) {
        return says(status, """
                {"type": "/v1/problems/%s", "title": "No", "status": %d, "detail": "%s"}""".formatted(type, status, detail), headers);
    }

    /// Does its work, and dies before it says so.
    static Step loses() {
        return HttpExchange::close;
    }

    /// Breaks off within the body.
    static Step breaksOff(String body, int missing) {
        return exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length + missing);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
        };
    }

    /// A stream that ends after this.
    static Step streams(String text) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    /// Nobody hears anything, until the test ends.
    Step isSilent() {
        return _ -> closed.await();
    }

    /// A stream that says this and then nothing more.
    Step fallsSilentAfter(String text) {
        return exchange -> {
            streams(text).answer(exchange);
            exchange.getResponseBody().flush();
            closed.await();
        };
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Received> received(String request) {
        return received.stream().filter(its -> its.request().equals(request)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            received.add(
                    new Received(request, headers, exchange.getRequestBody().readAllBytes()));
            var steps = script.getOrDefault(request, new ArrayDeque<>());
            Step step;
            synchronized (steps) {
                step = steps.size() > 1 ? steps.removeFirst() : steps.peekFirst();
            }
            assertThat(step).as("nobody said what %s is answered with", request).isNotNull();
            step.answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
