package dev.azulejo.core.job;

import dev.azulejo.core.job.CanonicalText.Hash;
import java.util.Optional;

/// Identity of a job: the first 96 bits of the SHA-256 of its canonical request, in lower-case hex. Equal
/// requests make equal ids, so any number of equal events make one job.
public record JobId(String text) {
    private static final int HEX_DIGITS = 24;
    private static final String PATTERN = "[0-9a-f]{" + HEX_DIGITS + "}";

    public JobId {
        if (!text.matches(PATTERN)) {
            throw new IllegalArgumentException("a job id has %d hex digits, got %s".formatted(HEX_DIGITS, text));
        }
    }

    /// The id that `text` is, if it is one.
    public static Optional<JobId> parse(String text) {
        return text.matches(PATTERN) ? Optional.of(new JobId(text)) : Optional.empty();
    }

    static JobId of(Hash hash) {
        return new JobId(hash.hex().substring(0, HEX_DIGITS));
    }

    @Override
    public String toString() {
        return text;
    }
}
