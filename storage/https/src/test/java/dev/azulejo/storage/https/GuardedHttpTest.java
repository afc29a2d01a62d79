package dev.azulejo.storage.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.azulejo.storage.web.Spool;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// What the client does with servers that behave, and with others.
class GuardedHttpTest {
    private static final String OK = "HTTP/1.1 200 OK";
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void whatIsSentIsWhatWasAsked() throws IOException {
        try (var server = RawServer.answering(OK, "Content-Length: 2", "Set-Cookie: a=b", "X-One: 1", "", "ok");
                var client = Clients.local(Clients.PATIENT)) {
            var address = WebAddress.parse(server.url("127.0.0.1") + "?a=%2F");
            for (int count = 0; count < 2; count++) {
                try (var answer = client.get(address, Map.of("Range", "bytes=0-1"))) {
                    assertThat(answer.header("x-one")).contains("1");
                    assertThat(answer.length()).hasValue(2);
                    assertThat(answer.body().readAllBytes()).asString().isEqualTo("ok");
                }
            }
            assertThat(server.heads().getLast().lines())
                    .containsExactlyInAnyOrder(
                            "GET /a.jpg?a=%2F HTTP/1.1",
                            "User-Agent: azulejo",
                            "Range: bytes=0-1",
                            "Host: 127.0.0.1:" + server.port(),
                            "Connection: keep-alive");
        }
    }

    @Test
    void aSmallBodyIsPosted() throws IOException {
        var body = "{}".getBytes(StandardCharsets.UTF_8);
        try (var server = new RawServer((head, socket) -> {
                    var sent = socket.getInputStream();
                    RawServer.answer(socket, OK, "", head.contains("POST /a.jpg") && sent != null ? "posted" : "");
                });
                var client = Clients.local(Clients.PATIENT);
                var answer = client.post(
                        WebAddress.parse(server.url("127.0.0.1")), Map.of("Content-Type", "application/json"), body)) {
            assertThat(answer.body().readAllBytes()).asString().isEqualTo("posted");
            assertThat(server.heads().getFirst().lines())
                    .contains("Content-Type: application/json", "Content-Length: 2");
        }
    }

    @Test
    void aLargeBodyIsWrittenWhileItIsSent() throws IOException {
        var block = new byte[1 << 16];
        var body = new Spool(block.length);
        for (int count = 0; count < 100; count++) {
            body.write(block, 0, block.length);
        }
        var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                long arrived = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                var said = exchange.getRequestHeaders().getFirst("Content-Length");
                var answer = "%s %s %d"
                        .formatted(exchange.getRequestMethod(), said, arrived)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        var address = WebAddress.parse(
                "http://127.0.0.1:%d/a".formatted(server.getAddress().getPort()));
        try (body;
                var client = Clients.local(Clients.PATIENT);
                var answer = client.send("PUT", address, Map.of(), body)) {
            assertThat(answer.body().readAllBytes())
                    .asString()
                    .isEqualTo("PUT %d %d".formatted(body.bytes(), body.bytes()));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPostIsNotSentOn() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 307 Temporary Redirect", "Location: /b", "", "");
                var client = Clients.local(Clients.PATIENT);
                var answer = client.post(WebAddress.parse(server.url("127.0.0.1")), Map.of(), new byte[1])) {
            assertThat(answer.status()).isEqualTo(307);
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void secretsStayWithWhomTheyAreFor() throws IOException {
        try (var other = RawServer.answering(OK, "", "");
                var server = RawServer.answering("HTTP/1.1 302 Found", "Location: " + other.url("127.0.0.1"), "", "");
                var client = Clients.local(Clients.PATIENT);
                var answer = client.get(
                        WebAddress.parse(server.url("127.0.0.1")),
                        Map.of("authorization", "Bearer x", "Cookie", "a=b", "Range", "bytes=0-0"))) {
            assertThat(answer.from().text()).isEqualTo(other.url("127.0.0.1"));
            assertThat(server.heads().getFirst()).contains("authorization: Bearer x", "Cookie: a=b");
            assertThat(other.heads().getFirst())
                    .contains("Range: bytes=0-0")
                    .doesNotContain("Bearer")
                    .doesNotContain("a=b");
        }
    }

    @Test
    void redirectsEnd() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 301 Moved Permanently", "Location: /a.jpg", "", "");
                var client = Clients.local(Clients.PATIENT)) {
            var address = WebAddress.parse(server.url("127.0.0.1"));
            assertThatExceptionOfType(RefusedAddress.class)
                    .isThrownBy(() -> client.get(address, Map.of()))
                    .withMessageContaining("more than 5 times");
            assertThat(server.heads()).hasSize(GuardedHttp.MAX_REDIRECTS + 1);
        }
    }

    @Test
    void bytesAreBytes() throws IOException {
        try (var server = RawServer.answering(OK, "Content-Encoding: gzip", "Content-Length: 4", "", "\u001f\u008b12");
                var client = Clients.local(Clients.PATIENT);
                var answer = client.get(WebAddress.parse(server.url("127.0.0.1")), Map.of())) {
            assertThat(answer.header("Content-Encoding")).contains("gzip");
            assertThat(answer.body().readAllBytes()).containsExactly(0x1f, 0x8b, '1', '2');
            assertThat(server.heads().getFirst()).doesNotContain("Accept-Encoding");
        }
    }

    @Test
    void noCredentialsAreSentWhereSomebodyAsksForThem() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 401 No", "WWW-Authenticate: Negotiate", "", "");
                var client = Clients.local(Clients.PATIENT);
                var answer = client.get(WebAddress.parse(server.url("127.0.0.1")), Map.of())) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void whoeverNeverAnswersIsLeft() {
        fails("sent nothing for 300 ms", new Patience(LONG, SHORT, LONG), (head, socket) -> rest());
    }

    @Test
    void whoeverTakesForeverIsLeftWhileFieldsCome() {
        fails("took longer than 300 ms", new Patience(LONG, LONG, SHORT), (head, socket) -> {
            RawServer.answer(socket, OK, "X-Slow: ");
            drip(socket.getOutputStream());
        });
    }

    @Test
    void whoeverTakesForeverIsLeftWhileBytesCome() {
        fails("took longer than 300 ms", new Patience(LONG, LONG, SHORT), (head, socket) -> {
            RawServer.answer(socket, OK, "", "");
            drip(socket.getOutputStream());
        });
    }

    @Test
    void whoeverTakesForeverIsLeftWhileInterimAnswersCome() {
        fails("took longer than 300 ms", new Patience(LONG, LONG, SHORT), (head, socket) -> {
            while (true) {
                RawServer.answer(socket, "HTTP/1.1 103 Early Hints", "", "");
                TimeUnit.MILLISECONDS.sleep(10);
            }
        });
    }

    @Test
    void aBodyThatBreaksOffDoesNotEnd() {
        fails(
                "broke off",
                Clients.PATIENT,
                (head, socket) -> RawServer.answer(socket, OK, "Content-Length: 9", "", "12345"));
        fails(
                "broke off",
                Clients.PATIENT,
                (head, socket) -> RawServer.answer(socket, OK, "Transfer-Encoding: chunked", "", "5", "12345", ""));
        fails("broke off", Clients.PATIENT, (head, socket) -> {
            RawServer.answer(socket, OK, "Content-Length: 9", "", "12345");
            socket.setSoLinger(true, 0); // a reset
        });
    }

    @Test
    void whatIsNotHttpIsAFailure() {
        fails("ended the connection without an answer", Clients.PATIENT, (head, socket) -> {});
        fails(
                "ended the connection without an answer",
                Clients.PATIENT,
                (head, socket) -> RawServer.answer(socket, "220 mail.example ESMTP", "", "", ""));
        fails(
                "not HTTP",
                Clients.PATIENT,
                (head, socket) -> RawServer.answer(socket, OK, "X: " + "x".repeat(99_999), ""));
        fails(
                "not HTTP",
                Clients.PATIENT,
                (head, socket) -> RawServer.answer(socket, OK, "X: 1\r\n".repeat(9_999), ""));
    }

    @Test
    void whereNobodyListensIsAFailureThatNamesTheOrigin() throws IOException {
        String url;
        try (var server = RawServer.answering()) {
            url = server.url("localhost") + "?secret";
        }
        var address = WebAddress.parse(url);
        try (var client = new GuardedHttp(Clients.guard("127.0.0.1", "::1"), Clients.PATIENT)) {
            assertThatExceptionOfType(WebFailure.class)
                    .isThrownBy(() -> client.get(address, Map.of()))
                    .withMessage("%s does not take connections", address.origin());
        }
    }

    /// Or whoever asks for the start of a large file pays for all of it.
    @Test
    void whatIsLeftIsNotRead() throws IOException, InterruptedException {
        var gone = new CountDownLatch(1);
        RawServer.Script endless = (head, socket) -> {
            try {
                RawServer.answer(socket, OK, "Content-Length: 999999999999999", "", "");
                while (true) {
                    socket.getOutputStream().write(new byte[1 << 16]);
                }
            } catch (IOException e) {
                gone.countDown();
            }
        };
        try (var server = new RawServer(endless);
                var client = Clients.local(Clients.PATIENT)) {
            try (var answer = client.get(WebAddress.parse(server.url("127.0.0.1")), Map.of());
                    var body = answer.body()) {
                assertThat(body.readNBytes(10)).hasSize(10);
            }
            assertThat(gone.await(2, TimeUnit.MINUTES)).isTrue();
        }
    }

    /// Java's own client does what these properties say.
    @Test
    void proxiesOfTheMachineAreNotUsed() throws IOException {
        var names = List.of("http.proxyHost", "http.proxyPort", "socksProxyHost", "socksProxyPort");
        try (var proxy = RawServer.answering(OK, "Content-Length: 5", "", "proxy");
                var server = RawServer.answering(OK, "Content-Length: 2", "", "ok");
                var client = Clients.local(Clients.PATIENT)) {
            var url = server.url("127.0.0.1");
            System.setProperty("http.nonProxyHosts", "");
            System.setProperty("socksNonProxyHosts", "");
            for (var kind : List.of("http.proxy", "socksProxy")) {
                System.setProperty(kind + "Host", "127.0.0.1");
                System.setProperty(kind + "Port", String.valueOf(proxy.port()));
                try (var answer = client.get(WebAddress.parse(url), Map.of())) {
                    assertThat(answer.body().readAllBytes()).asString().isEqualTo("ok");
                }
                if (kind.startsWith("http")) {
                    var java = (HttpURLConnection) URI.create(url).toURL().openConnection();
                    assertThat(java.getInputStream().readAllBytes()).asString().isEqualTo("proxy");
                }
                names.forEach(System::clearProperty);
            }
            assertThat(proxy.heads()).hasSize(1);
        } finally {
            names.forEach(System::clearProperty);
            System.clearProperty("http.nonProxyHosts");
            System.clearProperty("socksNonProxyHosts");
        }
    }

    /// The machine's resolver holds the carrier of a virtual thread, of which there are as few as cores.
    @Test
    void namesAreLookedUpByThreadsOfTheirOwn() throws InterruptedException {
        var byVirtual = new AtomicBoolean(true);
        GuardedResolver.Lookup lookup = name -> {
            byVirtual.set(Thread.currentThread().isVirtual());
            throw new UnknownHostException(name);
        };
        try (var client = Clients.guarded(lookup)) {
            Thread.startVirtualThread(() -> assertThatExceptionOfType(RefusedAddress.class)
                            .isThrownBy(() -> client.get(WebAddress.parse("https://slow.test/"), Map.of())))
                    .join();
        }
        assertThat(byVirtual).isFalse();
    }

    @Test
    void aNameThatNobodyAnswersForIsLeft() {
        GuardedResolver.Lookup hanging = _ -> {
            try {
                rest();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        };
        try (var lookups = new LookupThreads(hanging, SHORT)) {
            assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> lookups.find("slow.test"));
        }
    }

    private static void fails(String words, Patience patience, RawServer.Script script) {
        try (var server = new RawServer(script);
                var client = Clients.local(patience)) {
            assertThatExceptionOfType(WebFailure.class)
                    .isThrownBy(() -> {
                        try (var answer = client.get(WebAddress.parse(server.url("127.0.0.1")), Map.of())) {
                            answer.body().readAllBytes();
                        }
                    })
                    .withMessageContaining(words);
        }
    }

    private static void rest() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private static void drip(OutputStream out) throws IOException, InterruptedException {
        while (true) {
            out.write('x');
            out.flush();
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
