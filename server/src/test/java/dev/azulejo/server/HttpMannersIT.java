package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.contract.ApiCaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the server does by the words of RFC 9110 (HTTP) and 9112 (HTTP/1.1), said by sockets where clients
/// of Java would not say it.
@Timeout(120)
class HttpMannersIT {
    private static final byte[] PNG = Served.png(80, 40, 40);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    private static String content;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
        var upload = served.upload("a.png", PNG);
        content = served.get("/v1/uploads/" + upload).json().get("url").asText();
    }

    /// All that comes back until the server closes the connection.
    private static String raw(String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), served.address().getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// The problem that is the body of an answer.
    private static JsonNode problem(String answer, int status) throws IOException {
        assertThat(answer).startsWith("HTTP/1.1 %d ".formatted(status));
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .contains("content-type: application/problem+json", "\r\ndate: ", "\r\nx-request-id: r");
        var problem = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        return problem;
    }

    /// RFC 9110, 6.6.1: an origin server with a clock must say the date in 2xx, 3xx and 4xx.
    @Test
    void everyAnswerHasADate() {
        for (var path : List.of("/v1/health", "/v1/jobs", "/v1/jobs/x", "/", "/none", content)) {
            var date = served.get(path).header("date");
            assertThat(date).as(path).matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT");
            var said = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            assertThat(said)
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        }
    }

    /// RFC 9112, 3.2: 400 to a request of HTTP/1.1 that lacks a Host, has more than one, or an invalid one.
    @ParameterizedTest
    @CsvSource({"''", "'Host: localhost\r\nHost: localhost\r\n'", "'Host: a b\r\n'", "'Host: a/b\r\n'"})
    void aHostIsNamedOnce(String fields) throws IOException {
        problem(raw("GET /v1/health HTTP/1.1\r\n" + fields.replace("\\r\\n", "\r\n") + "\r\n"), 400);
    }

    /// RFC 9110, 15.5.20: not for a host that is not ours; or a page of somebody else's could have its own
    /// name lead here, and ask as if it were ours.
    @ParameterizedTest
    @CsvSource({
        "localhost, 200", "LocalHost:1, 200", "127.0.0.1, 200", "[::1]:80, 200",
        "evil.example, 421", "127.0.0.1.evil.example, 421", "localhost.evil.example, 421", "10.0.0.1, 421"
    })
    void theHostIsOurs(String host, int status) throws IOException {
        var answer = raw("GET /v1/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        if (status == 421) {
            assertThat(problem(answer, status).toString()).doesNotContain("evil");
        }
        var absolute =
                raw("GET http://%s/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(host));
        assertThat(absolute).as("as the address has it, RFC 9112, 3.2.2").startsWith("HTTP/1.1 " + status);
    }

    /// RFC 9112, 6.1: 501 to a transfer coding that is not understood.
    @Test
    void aTransferCodingIsChunkedOrNotKnown() throws IOException {
        var head = "POST /v1/uploads HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: ";
        problem(raw(head + "gzip, chunked\r\n\r\n0\r\n\r\n"), 501);
        problem(raw(head + "zip\r\n\r\n"), 501);
        assertThat(raw(head + "chunked\r\nConnection: close\r\n\r\n0\r\n\r\n")).startsWith("HTTP/1.1 401");
    }

    /// RFC 9110, 15.5.15, RFC 6585, 5, and RFC 9112, 2.2: and each says what was the matter.
    @Test
    void whatIsNoRequestIsToldSo() throws IOException {
        problem(raw("GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted("x".repeat(20_000))), 414);
        problem(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: %s\r\n\r\n".formatted("x".repeat(40_000))), 431);
        problem(raw("GET /\r\nHost: localhost\r\n\r\n"), 400);
        problem(raw("\u0016\u0003\u0001\u0002 x y\r\n\r\n"), 400);
        assertThat(served.get("/v1/health").status()).isEqualTo(200);
    }

    /// What came before it on the connection is answered first.
    @Test
    void aRefusalWaitsForTheAnswersBeforeIt() throws IOException {
        var good = "GET /v1/jobs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + served.key() + "\r\n\r\n";
        var answer = raw(good + "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("HTTP/1.1 421");
    }

    private static ApiCaller.Answer ask(String method, Map<String, String> headers) {
        return served.send(method, content, BodyPublishers.noBody(), headers);
    }

    /// RFC 9110, 8.8.3 and 13.1: content has a tag, by which whoever has it is not sent it again.
    @Test
    void contentHasATag() {
        var tag = ask("GET", Map.of()).header("etag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        assertThat(ask("GET", Map.of()).header("etag")).isEqualTo(tag);
        assertThat(ask("GET", Map.of("If-None-Match", "\"x\", W/" + tag)).status())
                .isEqualTo(304);
        assertThat(ask("GET", Map.of("If-None-Match", "\"x\"")).bytes()).isEqualTo(PNG);
        assertThat(ask("GET", Map.of("If-Match", "\"x\"")).status()).isEqualTo(412);
        assertThat(ask("GET", Map.of("If-Match", tag)).status()).isEqualTo(200);
    }

    /// RFC 9110, 13.1.5: the range if it is of the bytes that the caller has, else all.
    @Test
    void aRangeIsOfTheBytesThatTheCallerHas() {
        var tag = ask("GET", Map.of()).header("etag");
        var range = ask("GET", Map.of("Range", "bytes=2-5", "If-Range", tag));
        assertThat(range.status()).isEqualTo(206);
        assertThat(range.bytes()).isEqualTo(Arrays.copyOfRange(PNG, 2, 6));
        for (var other : List.of("\"x\"", "W/" + tag, "Tue, 01 Dec 2026 10:00:00 GMT")) {
            var all = ask("GET", Map.of("Range", "bytes=2-5", "If-Range", other));
            assertThat(all.status()).as(other).isEqualTo(200);
            assertThat(all.bytes()).isEqualTo(PNG);
        }
    }

    /// RFC 9110, 14.2: a Range is ignored with every method but GET.
    @Test
    void headKnowsNoRange() {
        for (var range : List.of("bytes=2-5", "bytes=999999-")) {
            var head = ask("HEAD", Map.of("Range", range));
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).isEqualTo(String.valueOf(PNG.length));
            assertThat(head.headers()).doesNotContainKey("content-range");
        }
    }

    /// RFC 9110, 15.5.17.
    @Test
    void aRangeThatIsNotThereIsToldSo() {
        var none = ask("GET", Map.of("Range", "bytes=999999-"));
        assertThat(none.status()).isEqualTo(416);
        assertThat(none.header("content-range")).isEqualTo("bytes */" + PNG.length);
        assertThat(none.json().get("type").asText()).isEqualTo("/v1/problems/no-such-range");
    }

    /// RFC 9110, 8.4 and 8.8.3: compressed for whoever takes it, under a tag of its own; pictures are packed.
    @Test
    void textIsCompressed() throws IOException {
        for (var path : List.of("/v1/options", "/v1/models")) {
            var plain = served.get(path);
            var packed = served.send("GET", path, BodyPublishers.noBody(), Map.of("Accept-Encoding", "gzip"));
            assertThat(packed.header("content-encoding")).as(path).isEqualTo("gzip");
            assertThat(packed.bytes().length).isLessThan(plain.bytes().length / 2);
            try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
                assertThat(in.readAllBytes()).isEqualTo(plain.bytes());
            }
        }
        var packed = served.send("GET", "/v1/options", BodyPublishers.noBody(), Map.of("Accept-Encoding", "gzip"));
        for (var none : List.of("gzip;q=0", "br", "gzip;q=0.0, deflate")) {
            var plain = served.send("GET", "/v1/options", BodyPublishers.noBody(), Map.of("Accept-Encoding", none));
            assertThat(plain.headers()).as(none).doesNotContainKey("content-encoding");
            assertThat(String.valueOf(plain.headers().get("vary"))).containsIgnoringCase("accept-encoding");
        }
        assertThat(packed.header("etag")).endsWith("-gzip\"");
        assertThat(String.valueOf(packed.headers().get("vary"))).containsIgnoringCase("accept-encoding");
        var again = Map.of("Accept-Encoding", "gzip", "If-None-Match", packed.header("etag"));
        assertThat(served.send("GET", "/v1/options", BodyPublishers.noBody(), again)
                        .status())
                .isEqualTo(304);
        assertThat(ask("GET", Map.of("Accept-Encoding", "gzip")).headers()).doesNotContainKey("content-encoding");
    }
}
