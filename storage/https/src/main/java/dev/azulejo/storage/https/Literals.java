package dev.azulejo.storage.https;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// IP addresses written as text, in the one form that all programs read alike. `0177.0.0.1`, `127.1`,
/// `0x7f.1` and `2130706433` are the loopback address for some resolvers and not for others; here they are
/// invalid.
final class Literals {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "\\." + BYTE + "\\." + BYTE + "\\." + BYTE);

    /// IPv6 without a zone, and without an IPv4 address at the end.
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]{2,39}");

    /// Texts that resolvers may take for a number: the rule of the URL Standard, "ends in a number
    /// checker".
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    private Literals() {}

    static Optional<InetAddress> parse(String text) {
        if (IPV4.matcher(text).matches()) {
            return Optional.of(Inet4Address.ofLiteral(text));
        }
        if (!IPV6.matcher(text).matches() || !text.contains(":")) {
            return Optional.empty();
        }
        try {
            // An IPv4-mapped address comes back as one of IPv4, so it is none here.
            return Optional.of(Inet6Address.ofLiteral(text)).filter(Inet6Address.class::isInstance);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether some resolver may take a host for an IPv4 address; only addresses that [#parse] reads may
    /// pass then.
    static boolean endsInNumber(String host) {
        return ENDS_IN_NUMBER.matcher(host).matches();
    }
}
