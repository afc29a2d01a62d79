package dev.azulejo.api.job;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a caller waits for an answer: the preference `wait` (RFC 7240, 4.3).
public final class WaitPreference {
    /// The longest wait: gateways give up after 29 seconds.
    private static final int MOST_SECONDS = 25;

    private static final Pattern WAIT =
            Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=$|[,;])");

    private WaitPreference() {}

    /// @param prefer the header; other and malformed preferences are ignored, as the RFC allows
    public static Optional<Duration> of(@Nullable String prefer) {
        var wait = WAIT.matcher(prefer == null ? "" : prefer);
        return wait.find()
                ? Optional.of(Duration.ofSeconds(Math.min(MOST_SECONDS, Integer.parseInt(wait.group(1)))))
                : Optional.empty();
    }
}
