package dev.azulejo.integration.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// What a service does when somebody connects a drive: a page where its owner agrees, or not, tokens for the code that
/// the browser brings back, and an address that takes them back. It gives tokens only to whoever asked for the code
/// (RFC 7636).
final class ConsentingService implements AutoCloseable {
    static final String APP = "our-app";
    static final String REFRESH_TOKEN = "refresh-token-1";

    private final HttpServer server;
    private final Map<String, Map<String, String>> questions = new ConcurrentHashMap<>();
    private final List<String> revoked = new CopyOnWriteArrayList<>();

    ConsentingService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/authorize", this::ask);
        server.createContext("/oauth2/token", this::exchange);
        server.createContext("/2/auth/token/revoke", this::revoke);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> revoked() {
        return revoked;
    }

    private void ask(HttpExchange exchange) throws IOException {
        var question = fields(exchange.getRequestURI().getRawQuery());
        var code = "code-" + (questions.size() + 1);
        questions.put(code, question);
        var back = question.get("redirect_uri") + "?state=" + question.get("state");
        answer(
                exchange,
                "text/html",
                "<!doctype html><title>Service</title><a id=yes href=\"%s&code=%s\">Yes</a> <a id=no href=\"%s&error=access_denied\">No</a>"
                        .formatted(back, code, back));
    }

    private void exchange(HttpExchange exchange) throws IOException {
        var given = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var question = questions.remove(String.valueOf(given.get("code")));
        boolean isGranted = question != null
                && APP.equals(given.get("client_id"))
                && Objects.equals(question.get("redirect_uri"), given.get("redirect_uri"))
                && Objects.equals(
                        question.get("code_challenge"), challenge(String.valueOf(given.get("code_verifier"))));
        if (isGranted) {
            answer(
                    exchange,
                    "application/json",
                    "{\"access_token\": \"access-1\", \"refresh_token\": \"%s\", \"expires_in\": 14400}"
                            .formatted(REFRESH_TOKEN));
        } else {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
        }
    }

    private void revoke(HttpExchange exchange) throws IOException {
        revoked.add(exchange.getRequestHeaders().getFirst("Authorization"));
        answer(exchange, "application/json", "null");
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        try (exchange) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
