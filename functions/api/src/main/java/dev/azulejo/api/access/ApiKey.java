package dev.azulejo.api.access;

import dev.azulejo.core.job.CanonicalText.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// A key: `azl_`, 160 random bits and a checksum of them, in digits to the base 32. By prefix and checksum a scanner
/// finds keys in what somebody is about to publish, and takes nothing else for one.
public final class ApiKey {
    private static final String PREFIX = "azl_";
    private static final int BASE = 32;
    private static final int RANDOM_BITS = 160;
    private static final int RANDOM_DIGITS = 32;
    private static final int CHECK_DIGITS = 7;
    private static final Pattern TEXT =
            Pattern.compile("%s([0-9a-v]{%d})([0-9a-v]{%d})".formatted(PREFIX, RANDOM_DIGITS, CHECK_DIGITS));
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private ApiKey(String text) {
        this.text = text;
    }

    public static ApiKey random() {
        var digits = padded(new BigInteger(RANDOM_BITS, RANDOM), RANDOM_DIGITS);
        return new ApiKey(PREFIX + digits + checksum(digits));
    }

    /// @param text any; what is none, such as a key that somebody has mistyped, costs nobody a look
    public static Optional<ApiKey> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches() && parts.group(2).equals(checksum(parts.group(1)))
                ? Optional.of(new ApiKey(text))
                : Optional.empty();
    }

    private static String checksum(String digits) {
        var crc = new CRC32();
        crc.update((PREFIX + digits).getBytes(StandardCharsets.US_ASCII));
        return padded(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
    }

    private static String padded(BigInteger number, int digits) {
        var text = number.toString(BASE);
        return "0".repeat(digits - text.length()) + text;
    }

    /// What is kept of it. Nobody finds 160 random bits by trying, however quick a hash is, so a slow one with salt, as
    /// for passwords, would cost each request and protect nothing.
    public Hash hash() {
        return Hash.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// To be shown once to whoever it is for, and written nowhere.
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
