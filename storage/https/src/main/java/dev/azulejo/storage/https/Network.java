package dev.azulejo.storage.https;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// A range of addresses, written as in CIDR (RFC 4632): `192.168.1.0/24`, `fd12:3456::/32`, or one address
/// alone.
///
/// @param first the first address
/// @param prefixBits how many bits all its addresses share with the first
public record Network(InetAddress first, int prefixBits) {
    private static final Pattern BITS = Pattern.compile("0|[1-9]\\d{0,2}");

    public Network {
        if (prefixBits < 0 || prefixBits > bits(first)) {
            throw new IllegalArgumentException("a network of %s has 0 to %d bits, not %d"
                    .formatted(first.getHostAddress(), bits(first), prefixBits));
        }
        var start = masked(first, prefixBits);
        if (!start.equals(first)) {
            throw new IllegalArgumentException("%s is not the first address of its network; write %s/%d"
                    .formatted(first.getHostAddress(), start.getHostAddress(), prefixBits));
        }
    }

    /// @throws IllegalArgumentException naming what is wrong with it
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        var first = Literals.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is not a network; write one as 192.168.1.0/24 or fd12:3456::/32".formatted(text)));
        if (slash < 0) {
            return new Network(first, bits(first));
        }
        var bits = text.substring(slash + 1);
        if (!BITS.matcher(bits).matches()) {
            throw new IllegalArgumentException(
                    "'%s' must end in a number of bits, as in 192.168.1.0/24".formatted(text));
        }
        return new Network(first, Integer.parseInt(bits));
    }

    public boolean contains(InetAddress address) {
        return bits(address) == bits(first) && masked(address, prefixBits).equals(first);
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefixBits;
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static InetAddress masked(InetAddress address, int prefixBits) {
        var bytes = address.getAddress();
        int rest = bytes.length * Byte.SIZE - prefixBits;
        var start = new BigInteger(1, bytes).shiftRight(rest).shiftLeft(rest).toByteArray();
        var masked = new byte[bytes.length];
        int count = Math.min(start.length, masked.length);
        System.arraycopy(start, start.length - count, masked, masked.length - count, count);
        try {
            return InetAddress.getByAddress(masked);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of %d bytes".formatted(masked.length), e);
        }
    }
}
