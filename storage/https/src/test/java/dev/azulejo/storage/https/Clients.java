package dev.azulejo.storage.https;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hc.core5.ssl.SSLContexts;

/// Clients for tests, with and without a guard.
final class Clients {
    static final Patience PATIENT = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(3));

    private Clients() {}

    /// Admits what the public may reach, also without TLS: tests need no certificates then.
    static GuardedHttp guarded(GuardedResolver.Lookup lookup, String... allowed) {
        var guard = guard(allowed);
        return client(guard::admits, lookup, PATIENT);
    }

    /// Goes wherever a name leads.
    static GuardedHttp unguarded(GuardedResolver.Lookup lookup) {
        return client(_ -> true, lookup, PATIENT);
    }

    /// Keeps connections, and goes where names lead, if that is this machine.
    static GuardedHttp keeping(GuardedResolver.Lookup lookup, KeptConnections kept) {
        var guard = guard("127.0.0.1");
        return new GuardedHttp(
                guard::admits, guard::isAllowed, guard::isOwn, lookup, SSLContexts.createDefault(), PATIENT, kept);
    }

    /// Speaks to tests' servers.
    static GuardedHttp local(Patience patience) {
        return new GuardedHttp(guard("127.0.0.1"), patience);
    }

    static AddressGuard guard(String... allowed) {
        return new AddressGuard(Stream.of(allowed).map(Network::parse).toList());
    }

    private static GuardedHttp client(
            Predicate<InetAddress> admitted, GuardedResolver.Lookup lookup, Patience patience) {
        return new GuardedHttp(
                admitted,
                admitted,
                GuardedResolver.Own.NONE,
                lookup,
                SSLContexts.createDefault(),
                patience,
                KeptConnections.NONE);
    }

    /// Every name has these addresses.
    static GuardedResolver.Lookup leadingTo(InetAddress... addresses) {
        return _ -> addresses;
    }

    static InetAddress loopback() {
        return InetAddress.ofLiteral("127.0.0.1");
    }
}
