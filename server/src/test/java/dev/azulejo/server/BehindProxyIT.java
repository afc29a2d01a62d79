package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.api.contract.ApiCaller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server whose clients know it by another address, and by pages of another one.
@Timeout(120)
class BehindProxyIT {
    private static final String SHOP = "https://shop.example.com";
    private static final Map<String, ?> HALF = Map.of("recipe", "resize", "percent", 50);

    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data, "--public-url", "https://images.example.com", "--allow-origin", SHOP);
    }

    /// As a proxy sends it.
    private static String raw(String... lines) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), served.address().getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
            var request = String.join("\r\n", lines) + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String job(int number) {
        return served.submit(served.upload("a.png", ApiCaller.png(number, 40, 40)), HALF);
    }

    /// Whatever the proxy, or a client through it, says of hosts.
    @Test
    void linksLeadToThePublicAddress() throws IOException {
        var job = job(90);
        served.ended(job);
        for (var host : new String[] {"127.0.0.1:8787", "images.example.com"}) {
            var answer = raw(
                    "GET /v1/enhance/" + job + " HTTP/1.1",
                    "Host: " + host,
                    "X-Forwarded-Host: evil.example",
                    "X-Forwarded-Proto: ftp",
                    "Forwarded: host=evil.example;proto=http",
                    "Authorization: Bearer " + served.key(),
                    "Connection: close",
                    "");
            assertThat(answer).contains("\"result_url\":\"https://images.example.com/v1/content/");
            assertThat(answer).doesNotContain("evil");
        }
        var body = "{\"input\": {\"upload\": \"%s\"}}".formatted(served.upload("b.png", ApiCaller.png(91, 40, 40)));
        var accepted = served.send("POST", "/v1/jobs", BodyPublishers.ofString(body), Map.of());
        assertThat(accepted.header("location"))
                .isEqualTo("https://images.example.com/v1/jobs/"
                        + accepted.json().get("id").asText());
    }

    @Test
    void anotherHostIsRefused() throws IOException {
        assertThat(raw("GET /v1/health HTTP/1.1", "Host: evil.example", "")).startsWith("HTTP/1.1 421");
        assertThat(raw("GET /v1/health HTTP/1.1", "Host: images.example.com", "Connection: close", ""))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images.example.com",
                "ftp://images.example.com",
                "https://images.example.com/azulejo",
                "https://a@b",
                "%"
            })
    void anAddressThatIsNoneIsNamed(String url, @TempDir Path other) {
        assertThatThrownBy(() -> Served.on(other, "--public-url", url)).hasMessageContaining("--public-url is " + url);
        assertThatThrownBy(() -> Served.on(other, "--allow-origin", url))
                .hasMessageContaining("--allow-origin is " + url);
    }

    private static ApiCaller.Answer from(String origin, String method, String path, Map<String, String> more) {
        var headers = new java.util.TreeMap<>(more);
        headers.put("Origin", origin);
        return served.send(method, path, BodyPublishers.noBody(), headers);
    }

    /// WHATWG Fetch, 3.3: the browser asks first, and gives the answer to the page only if it is told so.
    @Test
    void aPageThatWasAllowedUsesTheApi() {
        var asked = Map.of("Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization");
        var preflight = from(SHOP, "OPTIONS", "/v1/jobs", asked);
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo(SHOP);
        assertThat(preflight.header("access-control-allow-methods")).contains("POST");
        assertThat(preflight.header("access-control-allow-headers")).containsIgnoringCase("authorization");
        assertThat(preflight.headers()).doesNotContainKey("access-control-allow-credentials");
        for (var path : new String[] {"/v1/jobs", "/v1/jobs/x"}) {
            var answer = from(SHOP, "GET", path, Map.of());
            assertThat(answer.header("access-control-allow-origin")).isEqualTo(SHOP);
            assertThat(answer.header("access-control-expose-headers")).contains("Location", "Retry-After");
            assertThat(String.valueOf(answer.headers().get("vary"))).contains("Origin");
        }
        var job = job(92);
        var result = served.ended(job).at("/results/0/url").asText();
        var picture = from(SHOP, "GET", result, Map.of());
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("access-control-allow-origin")).isEqualTo(SHOP);
        assertThat(served.get(result).headers().get("cross-origin-resource-policy"))
                .as("an <img> names no origin")
                .containsExactly("cross-origin");
        assertThat(served.get("/v1/jobs").headers().get("cross-origin-resource-policy"))
                .containsExactly("same-origin");
    }

    @Test
    void aPageThatWasNotIsToldNothing() {
        for (var origin : new String[] {
            "https://evil.example", "null", "https://shop.example.com.evil.example", "http://shop.example.com"
        }) {
            assertThat(from(origin, "GET", "/v1/jobs", Map.of()).headers())
                    .as(origin)
                    .doesNotContainKey("access-control-allow-origin");
            assertThat(from(origin, "OPTIONS", "/v1/jobs", Map.of("Access-Control-Request-Method", "POST"))
                            .headers())
                    .doesNotContainKey("access-control-allow-origin");
        }
        assertThat(from(SHOP, "GET", "/", Map.of()).headers())
                .as("the page is nobody else's")
                .doesNotContainKey("access-control-allow-origin");
    }

    /// nginx gathers what comes from behind it, unless it is told not to; and what is no event is kept by
    /// nobody.
    @Test
    void eventsComeAsTheyAreAndEndForEver() {
        var job = job(93);
        served.ended(job);
        var path = "/v1/jobs/" + job + "/events";
        var first = served.get(path);
        assertThat(first.header("x-accel-buffering")).isEqualTo("no");
        assertThat(first.header("cache-control")).contains("no-store");
        var id = first.text()
                .lines()
                .filter(line -> line.startsWith("id:"))
                .findFirst()
                .orElseThrow();
        var last = id.substring(3).strip();
        var over = served.send("GET", path, BodyPublishers.noBody(), Map.of("Last-Event-ID", last));
        assertThat(over.status())
                .as("WHATWG HTML, 9.2: 204 ends an EventSource")
                .isEqualTo(204);
        var early = served.send("GET", path, BodyPublishers.noBody(), Map.of("Last-Event-ID", "0.queued.plan.0"));
        assertThat(early.text()).contains("\"status\":\"succeeded\"");
    }

    /// `EventSource` can send no header: the link is all that it has.
    @Test
    void eventsAreFollowedByALinkWithoutAKey() {
        var job = job(94);
        served.ended(job);
        var stream = served.get("/v1/jobs/" + job).json().at("/links/stream").asText();
        var none = Map.of("Authorization", "");
        assertThat(served.send("GET", stream, BodyPublishers.noBody(), none).text())
                .contains("event:job");
        var other = stream.replace(job, job(95));
        assertThat(served.send("GET", other, BodyPublishers.noBody(), none).status())
                .isEqualTo(403);
        var more = stream.replace("/events", "");
        assertThat(served.send("GET", more, BodyPublishers.noBody(), none).status())
                .isIn(401, 422);
        var empty = stream.replaceFirst("link=.*", "link=");
        assertThat(served.send("GET", empty, BodyPublishers.noBody(), none).status())
                .as("it is no link, and there is no key")
                .isEqualTo(401);
        assertThat(served.send("GET", stream + "x", BodyPublishers.noBody(), none)
                        .status())
                .isEqualTo(403);
    }
}
