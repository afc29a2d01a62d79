package dev.azulejo.api.record;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A secret that signs webhooks, in the form of Standard Webhooks: `whsec_` and the Base64 of 24 to 64
/// bytes.
///
/// @param until when it ends, after another has replaced it; absent while it is the newest
public record SigningSecret(String text, @Nullable Instant until) {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static SigningSecret random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(bytes), null);
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    boolean isLive(Instant now) {
        return until == null || until.isAfter(now);
    }

    SigningSecret ending(Instant at) {
        return new SigningSecret(text, until == null ? at : until);
    }

    /// Describes the secret without its text, for logs.
    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
