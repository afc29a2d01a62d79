package dev.azulejo.server;

import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Counts the connections that are open, by the address they come from. Thread-safe.
final class Guests {
    private static final System.Logger LOG = System.getLogger(Guests.class.getName());

    /// The most connections in all: each takes a file descriptor and some kilobytes, from any address.
    private static final int MOST_IN_ALL = 8192;

    /// The bytes that the addresses of one IPv6 line have in common: a line has 2^64 of them (RFC 6177).
    private static final int NETWORK_BYTES = 8;

    private final Map<InetAddress, Integer> open = new HashMap<>();
    private final int mostOfOne;
    private int all;
    private boolean told;

    /// @param mostOfOne how many connections one address may have open
    Guests(int mostOfOne) {
        this.mostOfOne = mostOfOne;
    }

    /// @return whether one more may be open; if so, [#leave] is to follow
    synchronized boolean enter(InetAddress address) {
        var caller = caller(address);
        int others = open.getOrDefault(caller, 0);
        if (others >= mostOfOne || all >= MOST_IN_ALL) {
            tell(caller, others);
            return false;
        }
        open.put(caller, others + 1);
        all++;
        return true;
    }

    synchronized void leave(InetAddress address) {
        open.computeIfPresent(caller(address), (_, count) -> count == 1 ? null : count - 1);
        all--;
    }

    /// Logs a refusal once, so a flood does not flood the log.
    private void tell(InetAddress caller, int others) {
        if (!told) {
            told = true;
            LOG.log(
                    Level.WARNING,
                    "connections are refused: %d are open from %s, and %d in all; --connections-per-address is %d. This is said once."
                            .formatted(others, caller.getHostAddress(), all, mostOfOne));
        }
    }

    private static InetAddress caller(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        var bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // only for a wrong length
        }
    }
}
