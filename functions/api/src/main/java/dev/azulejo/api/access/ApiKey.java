package dev.azulejo.api.access;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// An API key: `azl_`, 160 random bits and their checksum, in base 32. By prefix and checksum a scanner
/// finds keys in texts to be published, and mistakes no other text for one.
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

    /// @param text any text; a mistyped key is refused without a lookup
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

    /// The hash that is stored. As 160 random bits cannot be found by trying, a slow hash with salt, as for
    /// passwords, would cost each request time and protect nothing.
    public Hash hash() {
        return Hash.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// The key itself, to be shown once and written nowhere.
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
