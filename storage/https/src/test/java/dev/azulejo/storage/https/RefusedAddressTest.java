package dev.azulejo.storage.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nobody connects to where a stranger may not go. A server listens on this machine and counts; the same
/// request by a client without a guard does reach it, so that a count of none means something.
class RefusedAddressTest {
    private static final String NAME = "photos.test";
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 127, 0, 0, 1};

    @AutoClose
    private final RawServer server = RawServer.answering("HTTP/1.1 200 OK", "Content-Length: 2", "", "ok");

    /// As names may lead to them.
    static final List<String> INSIDE = List.of(
            "127.0.0.1",
            "127.255.255.254",
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "100.100.100.200",
            "168.63.129.16",
            "169.254.169.254",
            "169.254.170.2",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "192.168.255.255",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::a00:1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::7f00:1",
            "100::1",
            "2001::1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "2001:2::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:a9fe:a9fe::1",
            "3fff::1",
            "4000::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fd12:3456:789a::1",
            "fd20:ce::254",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1");

    @ParameterizedTest
    @FieldSource("INSIDE")
    void aNameThatLeadsInsideIsNotSpokenTo(String address) throws IOException {
        refuses(Clients.leadingTo(InetAddress.ofLiteral(address)), server.url(NAME));
        reaches(Clients.leadingTo(Clients.loopback()), server.url(NAME));
    }

    @ParameterizedTest
    @FieldSource("INSIDE")
    void nameAndMessageAreAllThatIsTold(String address) throws IOException {
        var unknown = message(_ -> {
            throw new UnknownHostException(NAME);
        });
        assertThat(message(Clients.leadingTo(InetAddress.ofLiteral(address)))).isEqualTo(unknown);
    }

    private String message(GuardedResolver.Lookup lookup) throws IOException {
        try (var client = Clients.guarded(lookup)) {
            client.get(WebAddress.parse(server.url(NAME)), Map.of()).close();
            throw new AssertionError("was not refused");
        } catch (RefusedAddress e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// The JDK makes IPv4 addresses of these, but for one that is asked for by its bytes.
    @Test
    void anAddressOfIpv4WithinOneOfIpv6IsNotSpokenTo() throws IOException {
        refuses(Clients.leadingTo(Inet6Address.getByAddress(NAME, MAPPED, -1)), server.url(NAME));
        refuses(Clients.leadingTo(InetAddress.getByAddress(MAPPED)), server.url(NAME));
        reaches(Clients.leadingTo(InetAddress.getByAddress(MAPPED)), server.url(NAME));
    }

    @ParameterizedTest
    @FieldSource("INSIDE")
    void anAddressInPlaceOfANameIsNotSpokenTo(String address) throws IOException {
        refuses(InetAddress::getAllByName, server.url(address.contains(":") ? "[" + address + "]" : address));
    }

    @Test
    void theAddressOfTheServerReachesItWithoutAGuard() throws IOException {
        reaches(InetAddress::getAllByName, server.url("127.0.0.1"));
        reaches(InetAddress::getAllByName, server.url("0.0.0.0"));
        reaches(InetAddress::getAllByName, server.url("localhost"));
        refuses(InetAddress::getAllByName, server.url("localhost"));
    }

    /// The JDK or the machine's resolver reads these as 127.0.0.1.
    @ParameterizedTest
    @ValueSource(strings = {"127.1", "127.0.1", "2130706433"})
    void aShortFormOfAnAddressIsNotSpokenTo(String host) throws IOException {
        try (var socket = new Socket(InetAddress.getByName(host), server.port())) {
            assertThat(socket.isConnected()).isTrue();
        }
        int before = server.connections();
        assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> WebAddress.parse(server.url(host)));
        var resolver = new GuardedResolver(
                InetAddress::getAllByName, Clients.guard()::admits, GuardedResolver.Own.NONE, Tunnels.NONE);
        assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> resolver.resolve(host));
        assertThat(server.connections()).isEqualTo(before);
    }

    /// A public one and the server's: whoever takes the second where the first does not answer is inside.
    @Test
    void oneAddressInsideSpoilsItsName() throws IOException {
        var mixed = Clients.leadingTo(InetAddress.ofLiteral("2606:4700::1111"), Clients.loopback());
        refuses(mixed, server.url(NAME));
        reaches(Clients.leadingTo(Clients.loopback()), server.url(NAME));
    }

    /// It means something harmless when it is looked at, and the server when it is asked for again.
    @Test
    void aNameThatChangesItsMindGainsNothing() throws IOException {
        var harmless = InetAddress.ofLiteral("127.0.0.2"); // where nobody listens
        var asked = new AtomicInteger();
        GuardedResolver.Lookup rebinding =
                _ -> new InetAddress[] {asked.getAndIncrement() == 0 ? harmless : Clients.loopback()};
        try (var client = Clients.guarded(rebinding, "127.0.0.2")) {
            var address = WebAddress.parse(server.url(NAME));
            assertThatExceptionOfType(WebFailure.class).isThrownBy(() -> client.get(address, Map.of()));
            assertThat(asked).hasValue(1);
            assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> client.get(address, Map.of()));
        }
        assertThat(server.connections()).isZero();

        asked.set(0);
        assertThat(Clients.guard("127.0.0.2").admits(rebinding.find(NAME)[0])).isTrue(); // as those do who look first
        reaches(rebinding, server.url(NAME));
    }

    @Test
    void aRedirectIsLookedAtToo() throws IOException {
        GuardedResolver.Lookup lookup =
                name -> new InetAddress[] {InetAddress.ofLiteral(name.equals(NAME) ? "127.0.0.1" : "10.0.0.7")};
        var targets = List.of(server.url("inside.test"), server.url("127.0.0.3"), server.url("[::1]"));
        for (var target : targets) {
            try (var door = RawServer.answering("HTTP/1.1 302 Found", "Location: " + target, "", "");
                    var client = Clients.guarded(lookup, "127.0.0.1")) {
                var address = WebAddress.parse(door.url(NAME));
                assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> client.get(address, Map.of()));
                assertThat(door.connections()).isEqualTo(1);
            }
        }
        assertThat(server.connections()).isZero();
        try (var door = RawServer.answering("HTTP/1.1 302 Found", "Location: " + server.url("inside.test"), "", "")) {
            reaches(Clients.leadingTo(Clients.loopback()), door.url(NAME));
        }
    }

    @Test
    void plainHttpIsForNetworksThatAreNamed() throws IOException {
        var address = WebAddress.parse(server.url("127.0.0.1"));
        try (var client = new GuardedHttp(AddressGuard.PUBLIC_ONLY, Clients.PATIENT)) {
            assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> client.get(address, Map.of()));
        }
        assertThat(Clients.guard("127.0.0.0/8").isAllowed(InetAddress.ofLiteral("8.8.8.8")))
                .isFalse();
        assertThat(server.connections()).isZero();
        try (var client = Clients.local(Clients.PATIENT);
                var answer = client.get(address, Map.of())) {
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "100.63.255.255", "172.32.0.1", "192.169.0.1", "2606:4700::1111"})
    void thePublicInternetIsSpokenTo(String address) {
        assertThat(AddressGuard.PUBLIC_ONLY.admits(InetAddress.ofLiteral(address)))
                .isTrue();
    }

    /// Whoever allows all of a house does not mean the machine's credentials.
    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "fd00:ec2::254", "0.0.0.0", "fe80::1", "64:ff9b::7f00:1", "::7f00:1"})
    void someAddressesCannotBeAllowed(String address) {
        var all = Clients.guard("0.0.0.0/0", "::/0");
        assertThat(all.admits(InetAddress.ofLiteral(address))).isFalse();
        assertThat(all.admits(InetAddress.ofLiteral("192.168.1.5"))).isTrue();
        assertThat(all.admits(InetAddress.ofLiteral("fd12::1"))).isTrue();
        assertThat(all.admits(InetAddress.ofLiteral("::1"))).isTrue();
    }

    private void refuses(GuardedResolver.Lookup lookup, String url) throws IOException {
        int before = server.connections();
        try (var client = Clients.guarded(lookup)) {
            var address = WebAddress.parse(url);
            assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> client.get(address, Map.of()));
            assertThatExceptionOfType(RefusedAddress.class)
                    .isThrownBy(() -> client.post(address, Map.of(), new byte[1]));
        }
        assertThat(server.connections()).isEqualTo(before);
    }

    private void reaches(GuardedResolver.Lookup lookup, String url) throws IOException {
        int before = server.connections();
        try (var client = Clients.unguarded(lookup);
                var answer = client.get(WebAddress.parse(url), Map.of())) {
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(server.connections()).isEqualTo(before + 1);
    }
}
