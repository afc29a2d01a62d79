package dev.azulejo.storage.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;

/// A connection that is used again leads where it was looked at, and nowhere else.
class KeptConnectionsTest {
    private static final KeptConnections FEW = new KeptConnections(4, Duration.ofMinutes(1));
    private static final String[] TWO_BYTES = {"HTTP/1.1 200 OK", "Content-Length: 2", "", "ok"};
    private static final String[] IN_CHUNKS = {
        "HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "2", "ok", "0", "", ""
    };
    private static final String[] NO_BYTES = {"HTTP/1.1 204 No Content", "", ""};

    private final AtomicInteger lookups = new AtomicInteger();
    private volatile InetAddress meaning = Clients.loopback();

    private GuardedHttp client(KeptConnections kept) {
        return Clients.keeping(
                _ -> {
                    lookups.incrementAndGet();
                    return new InetAddress[] {meaning};
                },
                kept);
    }

    private static RawServer server(int most, String... lines) {
        return new RawServer(ServerSocketFactory.getDefault(), most, (head, socket) -> RawServer.answer(socket, lines));
    }

    private static void get(GuardedHttp client, RawServer server, String host) throws IOException {
        try (var answer = client.get(WebAddress.parse(server.url(host)), Map.of())) {
            answer.body().readAllBytes();
        }
    }

    @Test
    void oneConnectionServesManyRequestsAndIsLookedAtOnce() throws IOException {
        for (var lines : new String[][] {TWO_BYTES, IN_CHUNKS, NO_BYTES}) {
            try (var server = server(9, lines);
                    var client = client(FEW)) {
                lookups.set(0);
                for (int count = 0; count < 3; count++) {
                    get(client, server, "a.test");
                }
                assertThat(server.heads()).hasSize(3);
                assertThat(server.connections()).isEqualTo(1);
                assertThat(lookups).hasValue(1);
            }
        }
    }

    /// As whoever knows the length does.
    @Test
    void anAnswerThatWasReadToItsLengthNeedNotBeReadToItsEnd() throws IOException {
        try (var server = server(9, TWO_BYTES);
                var client = client(FEW)) {
            for (int count = 0; count < 3; count++) {
                try (var answer = client.get(WebAddress.parse(server.url("a.test")), Map.of())) {
                    assertThat(answer.body().readNBytes(2)).hasSize(2);
                }
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerOfNoBytesNeedNotBeRead() throws IOException {
        for (var lines : new String[][] {NO_BYTES, {"HTTP/1.1 404 Not Found", "Content-Length: 0", "", ""}}) {
            try (var server = server(9, lines);
                    var client = client(FEW)) {
                for (int count = 0; count < 3; count++) {
                    client.get(WebAddress.parse(server.url("a.test")), Map.of()).close();
                }
                assertThat(server.connections()).isEqualTo(1);
            }
        }
    }

    /// The chunks count (RFC 9112, section 6.3).
    @Test
    void aLengthBesideChunksIsNotTheEnd() throws IOException {
        try (var server = server(
                        9,
                        "HTTP/1.1 200 OK",
                        "Content-Length: 1",
                        "Transfer-Encoding: chunked",
                        "",
                        "2",
                        "ok",
                        "0",
                        "",
                        "");
                var client = client(FEW);
                var answer = client.get(WebAddress.parse(server.url("a.test")), Map.of())) {
            assertThat(answer.body().readAllBytes()).asString().isEqualTo("ok");
        }
    }

    @Test
    void whoeverDoesNotAskForItHasAConnectionForEachRequest() throws IOException {
        try (var server = server(9, TWO_BYTES);
                var client = client(KeptConnections.NONE)) {
            for (int count = 0; count < 3; count++) {
                get(client, server, "a.test");
            }
            assertThat(server.connections()).isEqualTo(3);
            assertThat(lookups).hasValue(3);
        }
    }

    /// Also where they are the same machine.
    @Test
    void hostsShareNone() throws IOException {
        try (var server = server(9, TWO_BYTES);
                var client = client(FEW)) {
            for (var host : new String[] {"a.test", "b.test", "127.0.0.1", "a.test", "b.test", "127.0.0.1"}) {
                get(client, server, host);
            }
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void anAnswerThatWasNotReadToItsEndEndsItsConnection() throws IOException {
        try (var server = server(9, TWO_BYTES);
                var client = client(FEW)) {
            for (int count = 0; count < 3; count++) {
                try (var answer = client.get(WebAddress.parse(server.url("a.test")), Map.of())) {
                    assertThat(answer.body().read()).isEqualTo('o');
                }
            }
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    /// That the server has closed it is seen before anything is sent; the next one is looked at like any other.
    @Test
    void aConnectionThatTheServerHasClosedIsReplacedByOneThatIsLookedAt() throws IOException, InterruptedException {
        try (var server = server(1, TWO_BYTES);
                var client = client(FEW)) {
            get(client, server, "a.test");
            server.awaitEnd();
            get(client, server, "a.test");
            assertThat(server.connections()).isEqualTo(2);
            assertThat(lookups).hasValue(2);
            server.awaitEnd();
            meaning = InetAddress.ofLiteral("10.0.0.7");
            assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> get(client, server, "a.test"));
        }
    }

    /// It may have been done.
    @Test
    void whatIsLostOnTheWayIsNotSentAgain() throws IOException {
        var requests = new AtomicInteger();
        try (var server = new RawServer(ServerSocketFactory.getDefault(), 9, (head, socket) -> {
                    if (requests.incrementAndGet() == 1) {
                        RawServer.answer(socket, TWO_BYTES);
                    } else {
                        socket.close();
                    }
                });
                var client = client(FEW)) {
            get(client, server, "a.test");
            assertThatExceptionOfType(WebFailure.class)
                    .isThrownBy(() -> get(client, server, "a.test"))
                    .withMessageContaining("without an answer");
            assertThat(server.heads()).hasSize(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void whoeverIsIdleForTooLongIsClosed() throws IOException, InterruptedException {
        try (var server = server(9, TWO_BYTES);
                var client = client(new KeptConnections(4, Duration.ofMillis(1)))) {
            get(client, server, "a.test");
            server.awaitEnd(); // though nobody asks for another
            get(client, server, "a.test");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void noMoreAreKeptThanWasSaid() throws IOException {
        try (var server = server(9, TWO_BYTES);
                var client = client(new KeptConnections(2, Duration.ofMinutes(1)))) {
            for (int round = 0; round < 2; round++) {
                var answers = new ArrayList<WebAnswer>();
                for (int count = 0; count < 5; count++) {
                    answers.add(client.get(WebAddress.parse(server.url("a.test")), Map.of()));
                }
                for (var answer : answers) {
                    assertThat(answer.body().readAllBytes()).hasSize(2);
                    answer.close();
                }
            }
            assertThat(server.connections()).isEqualTo(5 + 3);
        }
    }

    @Test
    void nothingIsKeptForNoTimeOrLess() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeptConnections(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeptConnections(-1, Duration.ofSeconds(1)));
    }
}
