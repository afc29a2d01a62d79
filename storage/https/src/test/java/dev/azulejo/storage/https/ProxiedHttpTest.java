package dev.azulejo.storage.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.https.Tunnels.Named;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a proxy is told. It opens a connection with the server of the test, whatever it is asked for, as a proxy does
/// whose own lookups lead elsewhere.
class ProxiedHttpTest {
    private static final String PUBLIC = "93.184.215.14";

    @TempDir
    private static Path folder;

    private static SSLContext tls;

    @AutoClose
    private final RawServer server = encrypted();

    @AutoClose
    private final RawServer proxy = new RawServer((_, socket) -> {
        RawServer.answer(socket, "HTTP/1.1 200 Connection established", "Via: a test", "", "");
        relay(socket);
    });

    @BeforeAll
    static void make() throws IOException, InterruptedException, GeneralSecurityException {
        tls = Certificates.of("photos.test", folder);
    }

    private static RawServer encrypted() {
        return new RawServer(
                tls.getServerSocketFactory(),
                9,
                (_, socket) -> RawServer.answer(socket, "HTTP/1.1 200 OK", "Content-Length: 2", "", "ok"));
    }

    private void relay(Socket client) throws IOException, InterruptedException {
        try (var there = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            var back = Thread.startVirtualThread(() -> transfer(there, client));
            transfer(client, there);
            back.join();
        }
    }

    private static void transfer(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // one of them has closed
        }
    }

    private GuardedHttp client(Named named, GuardedResolver.Lookup lookup, String... variables) {
        var environment = new java.util.HashMap<>(Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port()));
        for (int at = 0; at < variables.length; at += 2) {
            environment.put(variables[at], variables[at + 1]);
        }
        return new GuardedHttp(
                AddressGuard.PUBLIC_ONLY::admits,
                AddressGuard.PUBLIC_ONLY::isAllowed,
                GuardedResolver.Own.NONE,
                lookup,
                tls,
                Clients.PATIENT,
                new KeptConnections(9, Duration.ofMinutes(1)),
                new Tunnels(ProxyConfig.of(environment), named));
    }

    private static GuardedResolver.Lookup to(String address) {
        return Clients.leadingTo(InetAddress.ofLiteral(address));
    }

    private static final GuardedResolver.Lookup NOWHERE = name -> {
        throw new UnknownHostException(name);
    };

    private static int status(GuardedHttp client, String address) throws IOException {
        try (client;
                var answer = client.get(WebAddress.parse(address), Map.of())) {
            answer.body().readAllBytes();
            return answer.status();
        }
    }

    @Test
    void aStrangersNameIsToldAsTheAddressThatWasAdmitted() throws IOException {
        assertThat(status(client(Named.BY_STRANGERS, to(PUBLIC)), "https://photos.test/a.jpg"))
                .isEqualTo(200);
        assertThat(proxy.heads()).singleElement().asString().startsWith("CONNECT " + PUBLIC + ":443 HTTP/1.1\n");
        assertThat(server.heads()).singleElement().asString().contains("Host: photos.test");
    }

    @Test
    void theProxyOfAnOwnerIsToldTheName() throws IOException {
        for (var lookup : new GuardedResolver.Lookup[] {to(PUBLIC), NOWHERE}) {
            assertThat(status(client(Named.BY_OWNER, lookup), "https://photos.test/a.jpg"))
                    .isEqualTo(200);
            assertThat(proxy.heads().getLast()).startsWith("CONNECT photos.test:443 HTTP/1.1\n");
        }
    }

    /// The guard counts as if there were no proxy.
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "fd00:ec2::254", "0.0.0.0"})
    void noProxyLeadsInside(String inside) throws IOException {
        for (var named : Named.values()) {
            for (var host : new String[] {"photos.test", inside.contains(":") ? "[" + inside + "]" : inside}) {
                try (var client = client(named, to(inside))) {
                    var address = WebAddress.parse("https://" + host + "/a.jpg");
                    assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> client.get(address, Map.of()));
                }
            }
        }
        assertThat(proxy.connections()).isZero();
    }

    @Test
    void aStrangersNameThatHasNoAddressHereIsRefused() throws IOException {
        try (var client = client(Named.BY_STRANGERS, NOWHERE)) {
            var address = WebAddress.parse("https://photos.test/a.jpg");
            assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> client.get(address, Map.of()));
        }
        assertThat(proxy.connections()).isZero();
    }

    /// A proxy that looks a name up as somebody inside reaches a server that cannot prove it.
    @ParameterizedTest
    @EnumSource(Named.class)
    void theNameIsProvenThroughAProxyToo(Named named) throws IOException {
        try (var client = client(named, to(PUBLIC))) {
            var address = WebAddress.parse("https://other.test/a.jpg");
            assertThatExceptionOfType(WebFailure.class)
                    .isThrownBy(() -> client.get(address, Map.of()))
                    .withMessageContaining("certificate");
        }
        assertThat(server.heads()).isEmpty();
    }

    @Test
    void aHostOfNoProxyIsContactedDirectlyAndGuarded() throws IOException {
        try (var client = client(Named.BY_OWNER, to("127.0.0.1"), "NO_PROXY", "test")) {
            var address = WebAddress.parse("https://photos.test:%d/a.jpg".formatted(server.port()));
            assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> client.get(address, Map.of()));
        }
        try (var client = client(Named.BY_OWNER, NOWHERE, "NO_PROXY", "test")) {
            var address = WebAddress.parse("https://photos.test/a.jpg");
            assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> client.get(address, Map.of()));
        }
        assertThat(proxy.connections()).isZero();
        assertThat(server.connections()).isZero();
    }

    @Test
    void theProxyGetsItsPasswordAndTheServerDoesNot() throws IOException {
        var url = "http://ana:secret@127.0.0.1:" + proxy.port();
        assertThat(status(client(Named.BY_OWNER, to(PUBLIC), "HTTPS_PROXY", url), "https://photos.test/"))
                .isEqualTo(200);
        assertThat(proxy.heads().getLast()).contains("Proxy-Authorization: Basic YW5hOnNlY3JldA==");
        assertThat(server.heads().getLast()).doesNotContainIgnoringCase("authorization");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 407})
    void aRefusalOfTheProxyIsToldWithItsStatus(int status) throws IOException {
        try (var refusing = RawServer.answering("HTTP/1.1 " + status + " No", "Content-Length: 0", "", "");
                var client = client(
                        Named.BY_OWNER, to(PUBLIC), "HTTPS_PROXY", "http://ana:secret@127.0.0.1:" + refusing.port())) {
            var address = WebAddress.parse("https://photos.test/");
            assertThatExceptionOfType(RefusedAddress.class)
                    .isThrownBy(() -> client.get(address, Map.of()))
                    .withMessageContaining("photos.test cannot be reached: the proxy answers " + status)
                    .withMessageNotContaining("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 503 Busy", "SSH-2.0-OpenSSH_9.2", ""})
    void aProxyInTroubleMayBeTriedAgain(String line) throws IOException {
        try (var broken = RawServer.answering(line, "", "");
                var client = client(Named.BY_OWNER, to(PUBLIC), "HTTPS_PROXY", "127.0.0.1:" + broken.port())) {
            var address = WebAddress.parse("https://photos.test/");
            assertThatExceptionOfType(WebFailure.class)
                    .isThrownBy(() -> client.get(address, Map.of()))
                    .withMessageContaining("proxy");
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamedAsTheTrouble() throws IOException {
        int free;
        try (var taken = new ServerSocket(0)) {
            free = taken.getLocalPort();
        }
        try (var client = client(Named.BY_OWNER, to(PUBLIC), "HTTPS_PROXY", "127.0.0.1:" + free)) {
            var address = WebAddress.parse("https://photos.test/");
            assertThatExceptionOfType(WebFailure.class)
                    .isThrownBy(() -> client.get(address, Map.of()))
                    .withMessageContaining("the proxy that HTTPS_PROXY names takes no connections");
        }
    }

    /// Plain http leads to networks of the owner's alone, which no proxy stands before.
    @Test
    void plainHttpGoesThroughNoProxy() throws IOException {
        try (var plain = RawServer.answering("HTTP/1.1 200 OK", "Content-Length: 0", "", "");
                var client = new GuardedHttp(
                        _ -> true,
                        _ -> true,
                        GuardedResolver.Own.NONE,
                        to("127.0.0.1"),
                        tls,
                        Clients.PATIENT,
                        KeptConnections.NONE,
                        new Tunnels(
                                ProxyConfig.of(Map.of("ALL_PROXY", "http://127.0.0.1:" + proxy.port())),
                                Named.BY_OWNER))) {
            try (var answer = client.get(WebAddress.parse(plain.url("photos.test")), Map.of())) {
                assertThat(answer.status()).isEqualTo(200);
            }
        }
        assertThat(proxy.connections()).isZero();
    }
}
