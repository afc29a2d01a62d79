package dev.azulejo.api.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.Receiver;
import dev.azulejo.api.delivery.Transport.Answer;
import dev.azulejo.api.delivery.Transport.Answered;
import dev.azulejo.api.delivery.Transport.Unanswered;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Receivers that mean harm, or are broken.
class GuardedTransportTest {
    private static final AddressGuard LOOPBACK = new AddressGuard(List.of(Network.parse("127.0.0.0/8")));

    private final GuardedTransport patient = new GuardedTransport(LOOPBACK);
    private final GuardedTransport impatient = new GuardedTransport(LOOPBACK, Duration.ofMillis(400));

    @AfterEach
    void close() {
        patient.close();
        impatient.close();
    }

    interface Script {
        void run(Socket socket) throws IOException, InterruptedException;
    }

    /// Takes a connection and does as `script` says, without reading what was sent.
    private static final class Hostile implements AutoCloseable {
        private final ServerSocket listening;
        private final AtomicInteger connections = new AtomicInteger();

        Hostile(Script script) {
            try {
                listening = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(() -> listen(script));
        }

        private void listen(Script script) {
            while (!listening.isClosed()) {
                try (var socket = listening.accept()) {
                    connections.incrementAndGet();
                    script.run(socket);
                } catch (IOException e) {
                    // the other side has gone, which is what is wanted
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        String url() {
            return Receiver.url(listening.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static Answer sent(Transport transport, Script script) throws IOException {
        try (var hostile = new Hostile(script)) {
            return transport.post(hostile.url(), Map.of("webhook-id", "e-0"), "{}".getBytes(ISO_8859_1));
        }
    }

    @Test
    void aBodyWithoutAnEndIsNotRead() throws IOException {
        assertThat(sent(patient, socket -> {
                    say(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        say(socket, "1000\r\n" + "x".repeat(0x1000) + "\r\n");
                    }
                }))
                .isEqualTo(new Answered(200, Optional.empty()));
    }

    @Test
    void aBodyThatIsPromisedAndNeverComesIsNotWaitedFor() throws IOException {
        assertThat(sent(patient, socket -> {
                    say(socket, "HTTP/1.1 503 Busy\r\nContent-Length: 1000\r\nRetry-After: 7\r\n\r\n");
                    Thread.sleep(Duration.ofMinutes(5));
                }))
                .isEqualTo(new Answered(503, Optional.of("7")));
    }

    @Test
    void fieldsWithoutAnEndAreNotTaken() throws IOException {
        assertThat(sent(patient, socket -> {
                    say(socket, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        say(socket, "X-Flood: " + "x".repeat(100) + "\r\n");
                    }
                }))
                .isInstanceOf(Unanswered.class);
    }

    @Test
    void norIsALineWithoutAnEnd() throws IOException {
        assertThat(sent(patient, socket -> {
                    say(socket, "HTTP/1.1 200 OK\r\nX-Flood: ");
                    while (true) {
                        say(socket, "x".repeat(0x1000));
                    }
                }))
                .isInstanceOf(Unanswered.class);
    }

    @Test
    void whoeverNeverAnswersIsNotWaitedForLong() throws IOException {
        assertThat(sent(impatient, socket -> Thread.sleep(Duration.ofMinutes(5))))
                .isInstanceOf(Unanswered.class);
    }

    /// Each byte comes in time, and the whole never does.
    @Test
    void norIsWhoeverAnswersAByteAtATime() throws IOException {
        assertThat(sent(impatient, socket -> {
                    say(socket, "HTTP/1.1 200 OK\r\nX-Slow: ");
                    while (true) {
                        say(socket, "x");
                        Thread.sleep(20);
                    }
                }))
                .isInstanceOf(Unanswered.class);
    }

    @Test
    void norIsWhoeverSaysThatItWillAnswer() throws IOException {
        assertThat(sent(impatient, socket -> {
                    while (true) {
                        say(socket, "HTTP/1.1 102 Processing\r\n\r\n");
                        Thread.sleep(20);
                    }
                }))
                .isInstanceOf(Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH_10.0\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1",
                "\u0000\u0001\u0002\r\n\r\n"
            })
    void whatIsNoAnswerIsNone(String text) throws IOException {
        assertThat(sent(impatient, socket -> say(socket, text))).isInstanceOf(Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAnAnswerAndNotFollowed(int status) throws IOException {
        try (var target = new Hostile(socket -> say(socket, "HTTP/1.1 200 OK\r\n\r\n"))) {
            assertThat(sent(patient, socket -> {
                        say(socket, "HTTP/1.1 %d Gone\r\nLocation: %s\r\n\r\n".formatted(status, target.url()));
                        socket.shutdownOutput();
                    }))
                    .isEqualTo(new Answered(status, Optional.empty()));
            assertThat(target.connections).hasValue(0);
        }
    }

    @Test
    void whereNobodyListensThereIsNoAnswer() {
        int port = Receiver.free();
        assertThat(patient.post(Receiver.url(port), Map.of(), new byte[0])).isInstanceOf(Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:%d/",
                "https://[::ffff:127.0.0.1]:%d/",
                "https://localhost:%d/",
                "https://2130706433:%d/",
                "http://127.0.0.1:%d/"
            })
    void whatLeadsInsideIsNotConnectedTo(String pattern) throws IOException {
        try (var inside = new Hostile(socket -> {});
                var guarded = new GuardedTransport(AddressGuard.PUBLIC_ONLY)) {
            var url = pattern.formatted(inside.listening.getLocalPort());
            assertThat(guarded.post(url, Map.of(), new byte[0])).isInstanceOf(Unanswered.class);
            assertThat(inside.connections).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "ftp://example.com/",
                "example.com",
                "https://ana:secret@example.com/",
                "https://",
                "https://example.com:22/",
                "https://exa mple.com/",
                "https://169.254.169.254/latest/meta-data/",
                "https://0.0.0.0/",
                "https://127.0.0.1:8787/",
                "https://10.0.0.7/",
                "https://[::1]/",
                "file:///etc/passwd"
            })
    void someAddressesAreRefusedAsTheyStand(String url) {
        try (var guarded = new GuardedTransport(AddressGuard.PUBLIC_ONLY)) {
            assertThat(guarded.objection(url)).isPresent();
            assertThat(guarded.objection("https://example.com/hook?token=1")).isEmpty();
        }
    }

    /// The operator has allowed the machine, but nobody may have the server ask itself.
    @Test
    void theServerItselfIsNeverAsked() throws IOException {
        try (var self = new Hostile(socket -> {});
                var guarded =
                        new GuardedTransport(new AddressGuard(LOOPBACK.allowed(), self.listening::getLocalPort))) {
            int port = self.listening.getLocalPort();
            assertThat(guarded.objection("http://127.0.0.1:%d/".formatted(port)))
                    .isPresent();
            assertThat(guarded.objection("http://127.0.0.1:%d/".formatted(port == 8000 ? 8001 : 8000)))
                    .isEmpty();
            for (var host : List.of("127.0.0.1", "127.0.0.2", "localhost")) {
                assertThat(guarded.post("http://%s:%d/".formatted(host, port), Map.of(), new byte[0]))
                        .isInstanceOf(Unanswered.class);
            }
            assertThat(self.connections).hasValue(0);
        }
    }

    @Test
    void inANetworkThatIsAllowedSomeAddressesStayRefused() {
        try (var guarded = new GuardedTransport(new AddressGuard(List.of(Network.parse("0.0.0.0/0"))))) {
            assertThat(guarded.objection("http://169.254.169.254/")).isPresent();
            assertThat(guarded.objection("http://0.0.0.0/")).isPresent();
            assertThat(guarded.objection("http://10.0.0.7/")).isEmpty();
        }
    }

    @Test
    void anAddressWithoutTlsMayLieInANetworkThatIsAllowed() {
        assertThat(patient.objection("http://127.0.0.1:8000/")).isEmpty();
    }
}
