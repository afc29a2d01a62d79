package dev.azulejo.storage.https;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/// Gives the client only addresses that were checked, so a name which resolves differently the next
/// time gains nothing. One refused address spoils its name. A name of the owner's that has no address here
/// is left to the proxy, if there is one: it is returned with [#UNKNOWN].
final class GuardedResolver implements DnsResolver {
    interface Lookup {
        InetAddress[] find(String name) throws UnknownHostException;
    }

    /// The address of a host that only the proxy can find; nothing connects to it.
    private static final byte[] UNKNOWN = new byte[4];

    private final Lookup lookup;
    private final Predicate<InetAddress> admitted;
    private final Own own;
    private final Tunnels tunnels;

    /// Tells whether an address and port are those of this process.
    interface Own {
        Own NONE = (_, _) -> false;

        boolean is(InetAddress address, int port);
    }

    GuardedResolver(Lookup lookup, Predicate<InetAddress> admitted, Own own, Tunnels tunnels) {
        this.lookup = lookup;
        this.admitted = admitted;
        this.own = own;
        this.tunnels = tunnels;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        var found = resolve(host);
        if (Arrays.stream(found).anyMatch(address -> own.is(address, port))) {
            throw refused(host);
        }
        return Arrays.stream(found)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        Optional<InetAddress> literal = Literals.parse(bare);
        if (literal.isPresent()) {
            return admitted(host, literal.get());
        }
        if (Literals.endsInNumber(bare) || bare.contains(":")) {
            throw refused(host);
        }
        InetAddress[] found;
        try {
            found = lookup.find(bare);
        } catch (UnknownHostException e) {
            if (tunnels.mayLookUp(bare)) {
                return new InetAddress[] {InetAddress.getByAddress(bare, UNKNOWN)};
            }
            throw e instanceof LookupFailure ? e : refused(host);
        }
        var named = new InetAddress[found.length];
        for (int index = 0; index < found.length; index++) {
            named[index] = InetAddress.getByAddress(bare, found[index].getAddress()); // Tunnels reads the name
        }
        return admitted(host, named);
    }

    private InetAddress[] admitted(String host, InetAddress... found) throws RefusedAddress {
        if (found.length == 0 || !Arrays.stream(found).allMatch(admitted)) {
            throw refused(host);
        }
        return found;
    }

    static RefusedAddress refused(String host) {
        return new RefusedAddress(
                "%s has no address that may be used: check the name; it must lead to the public internet alone"
                        .formatted(host));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
