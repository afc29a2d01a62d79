package dev.azulejo.storage.testkit.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/// A service on a free port of 127.0.0.1, with faults by script. Ends when it is closed.
public final class WireServer implements AutoCloseable {
    private static final String LOCALHOST = "127.0.0.1";

    static {
        // Else what follows the head of an answer waits for the client, whose kernel waits too: 40 ms for each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final WireService service;
    private final List<WireRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    private final LongAdder contentBytes = new LongAdder();
    private volatile FaultScript script = FaultScript.none();

    public WireServer(WireService service) {
        this.service = service;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(LOCALHOST), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// The server's address, such as `http://127.0.0.1:40123`, without a slash at its end.
    public String address() {
        return "http://%s:%d".formatted(LOCALHOST, server.getAddress().getPort());
    }

    public void follow(FaultScript next) {
        script = next;
    }

    /// All requests in the order of their arrival; without bodies.
    public List<WireRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /// The number of connections it was asked over.
    public int connections() {
        return clients.size();
    }

    /// How many bytes of files were requested, whether or not they were read to their end.
    public long contentBytes() {
        return contentBytes.sum();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            clients.add(exchange.getRemoteAddress());
            var request = read(exchange);
            requests.add(request.withBody(new byte[0]));
            var fault = script.next(request);
            if (fault.isEmpty()) {
                send(exchange, service.answer(request), Long.MAX_VALUE);
                return;
            }
            switch (fault.get()) {
                case WireFault.Throttled(int seconds) ->
                    send(
                            exchange,
                            WireAnswer.json(429, "{}").with("Retry-After", Integer.toString(seconds)),
                            Long.MAX_VALUE);
                case WireFault.Unavailable() -> send(exchange, WireAnswer.json(503, "{}"), Long.MAX_VALUE);
                case WireFault.LostRequest() -> {} // closed without an answer
                case WireFault.LostAnswer() -> service.answer(request);
                case WireFault.CutAnswer(int bytes) -> send(exchange, service.answer(request), bytes);
                case WireFault.DamagedContent(int at) ->
                    send(exchange, damaged(service.answer(request), at), Long.MAX_VALUE);
                case WireFault.DamagedRequest(int at) -> {
                    boolean isContent = request.header("content-type")
                            .filter(type ->
                                    type.startsWith("application/json") || type.startsWith("application/x-www-form"))
                            .isEmpty();
                    send(
                            exchange,
                            service.answer(isContent ? request.withBody(damaged(request.body(), at)) : request),
                            Long.MAX_VALUE);
                }
                case WireFault.ExpiredToken() -> {
                    request.token().ifPresent(service::expire);
                    send(exchange, service.answer(request), Long.MAX_VALUE);
                }
                case WireFault.ForgottenUpload() -> {
                    service.forgetUpload(request);
                    send(exchange, service.answer(request), Long.MAX_VALUE);
                }
            }
        }
    }

    private static WireAnswer damaged(WireAnswer answer, int at) {
        return answer.isContent()
                ? new WireAnswer(
                        answer.status(),
                        answer.headers(),
                        StoredBytes.of(damaged(answer.body().all(), at)),
                        true)
                : answer;
    }

    private static byte[] damaged(byte[] bytes, int at) {
        if (bytes.length == 0) {
            return bytes;
        }
        var other = bytes.clone();
        other[at % other.length] ^= 0x20;
        return other;
    }

    private static WireRequest read(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new WireRequest(
                exchange.getRequestMethod(),
                uri.getPath(),
                uri.getRawPath(),
                query(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        for (var pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// @param most bytes of the body that are sent; the connection ends after them
    private void send(HttpExchange exchange, WireAnswer answer, long most) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        var body = answer.body();
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        boolean isEmpty = body.size() == 0 || isHead;
        exchange.sendResponseHeaders(answer.status(), isEmpty ? -1 : body.size());
        if (isEmpty) {
            return;
        }
        if (answer.isContent()) {
            contentBytes.add(body.size());
        }
        var out = exchange.getResponseBody();
        try (var in = body.part(0, Math.min(body.size(), most)).open()) {
            in.transferTo(out);
        }
        if (most >= body.size()) {
            out.close();
        } else {
            out.flush(); // not closed: only so does the end of the exchange end the connection too
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
