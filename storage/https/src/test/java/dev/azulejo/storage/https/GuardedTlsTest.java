package dev.azulejo.storage.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The name is verified although the client is handed addresses.
class GuardedTlsTest {
    @TempDir
    private static Path folder;

    private static SSLContext tls;

    @BeforeAll
    static void make() throws IOException, InterruptedException, GeneralSecurityException {
        tls = Certificates.of("photos.test", folder);
    }

    private static GuardedHttp client(SSLContext trusted) {
        return client(trusted, Clients.PATIENT);
    }

    private static GuardedHttp client(SSLContext trusted, Patience patience) {
        var guard = Clients.guard("127.0.0.1");
        return new GuardedHttp(
                guard::admits,
                guard::isAllowed,
                guard::isOwn,
                Clients.leadingTo(Clients.loopback()),
                trusted,
                patience,
                new KeptConnections(9, Duration.ofMinutes(1)));
    }

    private static RawServer server(String... lines) {
        return new RawServer(tls.getServerSocketFactory(), (head, socket) -> RawServer.answer(socket, lines));
    }

    private static WebAddress address(RawServer server, String host) throws RefusedAddress {
        return WebAddress.parse(server.url(host).replace("http:", "https:"));
    }

    @Test
    void theNameIsTheOneOfTheCertificate() throws IOException {
        try (var server = server("HTTP/1.1 200 OK", "Content-Length: 2", "", "ok");
                var client = client(tls)) {
            try (var answer = client.get(address(server, "photos.test"), Map.of())) {
                assertThat(answer.body().readAllBytes()).asString().isEqualTo("ok");
            }
            var other = address(server, "other.test");
            assertThatExceptionOfType(WebFailure.class)
                    .isThrownBy(() -> client.get(other, Map.of()))
                    .withMessageContaining("certificate");
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsNone() throws IOException {
        try (var server = server("HTTP/1.1 200 OK", "", "");
                var client = client(SSLContexts.createDefault())) {
            var address = address(server, "photos.test");
            assertThatExceptionOfType(WebFailure.class)
                    .isThrownBy(() -> client.get(address, Map.of()))
                    .withMessageContaining("certificate");
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void noRedirectLeadsToPlainHttp() throws IOException {
        try (var plain = RawServer.answering("HTTP/1.1 200 OK", "Content-Length: 2", "", "ok");
                var server = server("HTTP/1.1 302 Found", "Location: " + plain.url("photos.test"), "", "");
                var client = client(tls)) {
            var address = address(server, "photos.test");
            assertThatExceptionOfType(RefusedAddress.class)
                    .isThrownBy(() -> client.get(address, Map.of()))
                    .withMessageContaining("without https");
            assertThat(plain.connections()).isZero();
            try (var answer = client.get(WebAddress.parse(plain.url("photos.test")), Map.of())) {
                assertThat(answer.status()).isEqualTo(200);
            }
        }
    }

    /// Who speaks no TLS and says nothing is left as well.
    @Test
    void aHandshakeEnds() throws IOException {
        var soon = Duration.ofMillis(300);
        var late = Duration.ofMinutes(3);
        try (var server = new RawServer((head, socket) -> new CountDownLatch(1).await())) {
            var address = address(server, "photos.test");
            for (var patience : new Patience[] {new Patience(soon, late, late), new Patience(late, late, soon)}) {
                try (var client = client(tls, patience)) {
                    assertThatExceptionOfType(WebFailure.class).isThrownBy(() -> client.get(address, Map.of()));
                }
            }
        }
    }
}
