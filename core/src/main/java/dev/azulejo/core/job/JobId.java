package dev.azulejo.core.job;

import dev.azulejo.core.job.CanonicalText.Hash;

/// Identity of a job: the first 96 bits of the SHA-256 of its canonical request, in lower-case hex. Equal
/// requests make equal ids, so any number of equal events make one job.
public record JobId(String text) {
    private static final int HEX_DIGITS = 24;

    public JobId {
        if (!text.matches("[0-9a-f]{" + HEX_DIGITS + "}")) {
            throw new IllegalArgumentException("a job id has %d hex digits, got %s".formatted(HEX_DIGITS, text));
        }
    }

    static JobId of(Hash hash) {
        return new JobId(hash.hex().substring(0, HEX_DIGITS));
    }

    @Override
    public String toString() {
        return text;
    }
}
