package dev.azulejo.storage.https;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/// The addresses that may be contacted when a stranger names them: those of the public internet, and of
/// networks that the operator has named. Ranges are those of the IANA's registries of special-purpose
/// addresses for IPv4 and IPv6 (RFC 6890) and of multicast.
///
/// @param allowed networks that may be contacted although they are private
/// @param ownPort gives the port on which this process serves, which it never contacts on this machine: nobody may have
///     the server ask itself; [#NO_PORT] if it serves nothing
public record AddressGuard(List<Network> allowed, IntSupplier ownPort) {
    private static final int NO_PORT = -1;

    /// Admits the public internet alone.
    public static final AddressGuard PUBLIC_ONLY = new AddressGuard(List.of());

    /// Networks that are refused even inside an allowed one: they contain no hosts, or one that hands out a
    /// cloud machine's rights.
    private static final List<Network> NEVER = networks(
            "0.0.0.0/8", // this network
            "100.100.100.200/32", // metadata of Alibaba
            "168.63.129.16/32", // of Azure
            "169.254.0.0/16", // link-local: of most others
            "192.0.0.0/24", // IETF protocol assignments: of Oracle
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, and broadcast
            "64:ff9b::/96", // NAT64: an IPv4 address behind it
            "64:ff9b:1::/48", // the same, local
            "2001::/32", // Teredo
            "2002::/16", // 6to4
            "fd00:ec2::/32", // metadata of AWS
            "fd20:ce::/32", // of Google
            "fe80::/10", // link-local
            "fec0::/10", // site-local
            "ff00::/8"); // multicast

    private static final List<Network> PRIVATE = networks(
            "10.0.0.0/8",
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "172.16.0.0/12",
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays of 6to4, no longer in use
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "2001::/23", // IETF protocol assignments, benchmarks, ORCHID
            "2001:db8::/32", // documentation
            "3fff::/20"); // documentation

    /// All of IPv6 that is assigned to hosts. Other addresses are loopback, private, mapped, compatible or
    /// unassigned.
    private static final Network UNICAST = Network.parse("2000::/3");

    private static final List<Network> LOCAL = networks("::1/128", "fc00::/7");

    public AddressGuard {
        allowed = List.copyOf(allowed);
    }

    public AddressGuard(List<Network> allowed) {
        this(allowed, AddressGuard::noPort);
    }

    private static int noPort() {
        return NO_PORT;
    }

    /// Says why an address could not be contacted, as far as it is plain without looking up a name.
    public Optional<String> objection(WebAddress address) {
        return address.literal()
                .filter(found ->
                        !(address.isEncrypted() ? admits(found) : isAllowed(found)) || isOwn(found, address.port()))
                .map(_ -> String.valueOf(GuardedResolver.refused(address.host()).getMessage()));
    }

    /// Whether that is the server of this process.
    boolean isOwn(InetAddress address, int port) {
        try {
            return port == ownPort.getAsInt()
                    && (address.isLoopbackAddress()
                            || address.isAnyLocalAddress()
                            || NetworkInterface.getByInetAddress(address) != null);
        } catch (SocketException e) { // the addresses of this machine cannot be told
            return true;
        }
    }

    boolean admits(InetAddress address) {
        return isPublic(address) || isAllowed(address);
    }

    boolean isAllowed(InetAddress address) {
        return isHost(address) && isIn(allowed, address);
    }

    private static boolean isPublic(InetAddress address) {
        return !isIn(NEVER, address)
                && !isIn(PRIVATE, address)
                && (address instanceof Inet4Address || UNICAST.contains(address));
    }

    private static boolean isHost(InetAddress address) {
        return !isIn(NEVER, address)
                && (address instanceof Inet4Address || UNICAST.contains(address) || isIn(LOCAL, address));
    }

    private static boolean isIn(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }
}
