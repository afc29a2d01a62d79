package dev.azulejo.arena.store;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/// The key that lets a judge in: `azj_` and 160 random bits in digits to the base 32. Only its hash is
/// kept, and the start of that is the judge's id, so that a key leads to its judge.
public final class JudgeKey {
    static final String PREFIX = "azj_";
    private static final int BITS = 160;
    private static final int BASE = 32;
    private static final int DIGITS = 32;
    private static final int ID_DIGITS = 16;
    private static final Pattern TEXT = Pattern.compile(PREFIX + "[0-9a-v]{" + DIGITS + "}");

    private final String text;

    private JudgeKey(String text) {
        this.text = text;
    }

    /// @param random a source that cannot be guessed
    public static JudgeKey random(Random random) {
        var digits = new BigInteger(BITS, random).toString(BASE);
        return new JudgeKey(PREFIX + "0".repeat(DIGITS - digits.length()) + digits);
    }

    public static Optional<JudgeKey> parse(String text) {
        return TEXT.matcher(text).matches() ? Optional.of(new JudgeKey(text)) : Optional.empty();
    }

    Hash hash() {
        return Hash.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    String judge() {
        return hash().hex().substring(0, ID_DIGITS);
    }

    /// The key's text, to be shown to the judge and written nowhere.
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
