package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients that send or read slowly, and how others are served beside them.
///
/// The server has four threads for requests: what holds one for as long as a client likes shows with five clients.
@Timeout(120)
@Order(1) // it waits for more than a minute: the others find room beside it
class SlowClientsIT {
    private static final int CLIENTS = 50;
    private static final int CONNECTIONS = 160;
    private static final int TRANSFERS = 10;
    private static final int BYTES = 8_000_000;

    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    private static Served friend;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void serve() {
        served = Served.withOptions(
                List.of("-Dquarkus.thread-pool.max-threads=4"),
                data,
                "--connections-per-address",
                String.valueOf(CONNECTIONS),
                "--transfers-per-tenant",
                String.valueOf(TRANSFERS));
        friend = served.as(Served.key(data, "friend"));
    }

    @AfterEach
    void leave() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    /// A connection on which that was sent.
    private Socket sent(String... lines) throws IOException {
        var address = served.address();
        var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        sockets.add(socket);
        socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
        socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static void friendIsServed() {
        assertThat(friend.get("/v1/health").status()).isEqualTo(200);
        assertThat(friend.get("/v1/ready").text()).isEqualTo("{\"status\":\"ready\"}");
        friend.upload("a.png", Served.png(1, 30, 30));
    }

    @Test
    void aBodyIsNotWaitedForBeforeThereIsAKey() throws IOException {
        for (int number = 0; number < CLIENTS; number++) {
            sent(
                    "PUT /v1/arenas/x/questions/1/vote HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: application/json",
                    "Content-Length: 100",
                    "",
                    "{");
        }
        for (var socket : sockets) {
            assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 401 Unauthorized");
        }
        friendIsServed();
        for (var socket : sockets) { // does not wait for the rest for ever
            socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void bodiesThatDoNotEndHoldNoThread() throws IOException {
        for (int number = 0; number < CLIENTS; number++) {
            sent(
                    "POST /v1/%s HTTP/1.1".formatted(number % 2 == 0 ? "jobs" : "uploads"),
                    "Host: localhost",
                    "Authorization: Bearer " + served.key(),
                    "Content-Type: application/json",
                    "Content-Length: 100",
                    "",
                    "{");
        }
        friendIsServed();
        assertThat(sockets.getFirst().getInputStream().readAllBytes())
                .as("closed after 20 seconds")
                .isEmpty();
        assertThat(served.log()).doesNotContain("HTTP Request", "a request broke");
    }

    @Test
    void uploadsAtOnceAreLimitedAndHoldNoThread() throws IOException {
        var announced = served.post("/v1/uploads", Map.of("name", "slow.jpg", "bytes", 1000));
        var path = path(announced.json().at("/parts/0/url").asText());
        for (int number = 0; number < TRANSFERS; number++) {
            sent("PUT " + path + " HTTP/1.1", "Host: localhost", "Content-Length: 1000", "", "a");
        }
        friendIsServed();
        var refused = refused(served, "PUT", path);
        assertThat(refused.text()).contains("/v1/problems/too-many-requests", "10 files of yours");
        assertThat(refused.header("retry-after")).isEqualTo("5");
        leave();
        while (served.send("PUT", path, BodyPublishers.ofByteArray(new byte[1000]), Map.of())
                        .status()
                == 429) {
            Thread.onSpinWait();
        }
    }

    /// Its place is somebody else's then.
    @Test
    void anUploadThatTricklesIsNotWaitedForForEver() throws IOException {
        var announced = served.post("/v1/uploads", Map.of("name", "slow.jpg", "bytes", 1000));
        var socket = sent(
                "PUT " + path(announced.json().at("/parts/0/url").asText()) + " HTTP/1.1",
                "Host: localhost",
                "Content-Length: 1000",
                "",
                "a");
        socket.setSoTimeout((int) Duration.ofSeconds(1).toMillis());
        var answer = new StringBuilder();
        while (answer.isEmpty() && !Thread.currentThread().isInterrupted()) { // by the time limit above
            try {
                answer.append(statusLine(socket));
            } catch (SocketTimeoutException e) {
                socket.getOutputStream().write('a');
            }
        }
        assertThat(answer).asString().startsWith("HTTP/1.1 409");
        socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("1,024 a second on average are the least");
    }

    /// As soon as the others have begun.
    private static Answer refused(Served by, String method, String path) {
        while (true) {
            var answer = by.send(method, path, BodyPublishers.ofByteArray(new byte[1]), Map.of());
            if (answer.status() == 429) {
                return answer;
            }
        }
    }

    @Test
    void slowReadersAreLimitedAndHoldNoThreadAndNoMemory() throws IOException {
        var bytes = new byte[BYTES];
        new Random(7).nextBytes(bytes);
        var upload = served.upload("noise.jpg", bytes);
        var job = served.post(
                "/v1/jobs", Map.of("input", Map.of("upload", upload), "options", Map.of("recipe", "photo-x2")));
        var path = path(job.json().at("/input/url").asText());
        for (int number = 0; number < TRANSFERS; number++) {
            assertThat(statusLine(sent("GET " + path + " HTTP/1.1", "Host: localhost", "", "")))
                    .endsWith("200 OK");
        }
        friendIsServed();
        var refused = served.send("GET", path, BodyPublishers.noBody(), Map.of());
        assertThat(refused.status()).isEqualTo(429);
        leave();
        while (true) {
            var part = served.send("GET", path, BodyPublishers.noBody(), Map.of("Range", "bytes=7999990-"));
            if (part.status() != 429) {
                assertThat(part.status()).isEqualTo(206);
                assertThat(part.header("content-length")).isEqualTo("10");
                assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 7_999_990, BYTES));
                break;
            }
        }
        assertThat(served.send("GET", path, BodyPublishers.noBody(), Map.of()).bytes())
                .isEqualTo(bytes);
        var head = served.send("HEAD", path, BodyPublishers.noBody(), Map.of());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).isEqualTo(String.valueOf(BYTES));
        assertThat(head.bytes()).isEmpty();
    }

    /// Most of them have gone before the job has ended: what is written to them then fails, and that is no news.
    @Test
    void streamsThatClientsCloseAreNotLogged() throws IOException {
        var job = served.submit(served.upload("a.png", Served.png(5, 300, 300)), Map.of("recipe", "photo-x2"));
        for (int number = 0; number < CLIENTS; number++) {
            var stream = sent(
                    "GET /v1/jobs/%s/events HTTP/1.1".formatted(job),
                    "Host: localhost",
                    "Authorization: Bearer " + served.key(),
                    "",
                    "");
            assertThat(statusLine(stream)).isEqualTo("HTTP/1.1 200 OK");
        }
        leave();
        assertThat(served.ended(job).get("status").asText()).isEqualTo("succeeded");
        assertThat(served.log()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void aHeadThatDoesNotEndIsNotWaitedForForEver() throws IOException {
        assertThat(sent("GET /v1/health HTTP/1.1", "X-A: a").getInputStream().readAllBytes())
                .isEmpty();
    }

    @Test
    void oneAddressHasSoManyConnections() throws IOException {
        int closed = 0;
        for (int number = 0; number < 2 * CONNECTIONS; number++) {
            closed += hasAnswer(sent("GET /v1/health HTTP/1.1", "Host: localhost", "", "")) ? 0 : 1;
        }
        assertThat(closed).isBetween(CONNECTIONS, CONNECTIONS + 20); // those of our other clients count, too
        leave();
        while (!hasAnswer(sent("GET /v1/health HTTP/1.1", "Host: localhost", "", ""))) {
            Thread.onSpinWait();
        }
        assertThat(served.log()).contains("--connections-per-address is 160");
    }

    private static boolean hasAnswer(Socket socket) {
        try {
            return statusLine(socket).equals("HTTP/1.1 200 OK");
        } catch (IOException e) {
            return false; // by a reset
        }
    }

    private static String path(String link) {
        return URI.create(link).getRawPath();
    }
}
