package dev.azulejo.core.job.key;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import java.util.Optional;

/// Identity of a job: the first 96 bits of the SHA-256 of its canonical request, in lower-case hex. Equal
/// requests make equal ids, so any number of equal events make one job.
public record JobId(String text) {
    static final int HEX_DIGITS = 24;

    public JobId {
        if (!isOne(text)) {
            throw new IllegalArgumentException("a job id has %d hex digits, got %s".formatted(HEX_DIGITS, text));
        }
    }

    public static Optional<JobId> parse(String text) {
        return isOne(text) ? Optional.of(new JobId(text)) : Optional.empty();
    }

    private static boolean isOne(String text) {
        if (text.length() != HEX_DIGITS) {
            return false;
        }
        for (int at = 0; at < HEX_DIGITS; at++) {
            char c = text.charAt(at);
            boolean isDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (!isDigit) {
                return false;
            }
        }
        return true;
    }

    public static JobId of(Hash hash) {
        return new JobId(hash.hex().substring(0, HEX_DIGITS));
    }

    @Override
    public String toString() {
        return text;
    }
}
