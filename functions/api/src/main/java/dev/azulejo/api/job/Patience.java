package dev.azulejo.api.job;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long somebody waits for an answer: the preference `wait` (RFC 7240, 4.3).
public final class Patience {
    /// Gateways give up after 29 seconds.
    private static final int MOST_SECONDS = 25;

    private static final Pattern WAIT =
            Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=$|[,;])");

    private Patience() {}

    /// @param prefer the header; what it says beside that, or does not say rightly, is left alone, as preferences are
    public static Optional<Duration> of(@Nullable String prefer) {
        var wait = WAIT.matcher(prefer == null ? "" : prefer);
        return wait.find()
                ? Optional.of(Duration.ofSeconds(Math.min(MOST_SECONDS, Integer.parseInt(wait.group(1)))))
                : Optional.empty();
    }
}
