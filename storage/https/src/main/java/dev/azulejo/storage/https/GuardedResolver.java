package dev.azulejo.storage.https;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/// Gives the client only addresses that were checked, so a name which resolves differently the next
/// time gains nothing. One refused address spoils its name.
final class GuardedResolver implements DnsResolver {
    interface Lookup {
        InetAddress[] find(String name) throws UnknownHostException;
    }

    private final Lookup lookup;
    private final Predicate<InetAddress> admitted;

    GuardedResolver(Lookup lookup, Predicate<InetAddress> admitted) {
        this.lookup = lookup;
        this.admitted = admitted;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var found = addresses(host);
        if (found.length == 0 || !Arrays.stream(found).allMatch(admitted)) {
            throw refused(host);
        }
        return found;
    }

    private InetAddress[] addresses(String host) throws UnknownHostException {
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        Optional<InetAddress> literal = Literals.parse(bare);
        if (literal.isPresent()) {
            return new InetAddress[] {literal.get()};
        }
        if (Literals.endsInNumber(bare) || bare.contains(":")) {
            throw refused(host);
        }
        try {
            return lookup.find(bare).clone();
        } catch (LookupFailure e) {
            throw e;
        } catch (UnknownHostException e) {
            throw refused(host);
        }
    }

    private static RefusedAddress refused(String host) {
        return new RefusedAddress(
                "%s has no address that may be used: check the name; it must lead to the public internet alone"
                        .formatted(host));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
