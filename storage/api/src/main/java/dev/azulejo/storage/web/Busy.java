package dev.azulejo.storage.web;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Thrown for an answer that says to come again, as [Again] does. Any other [IOException] is a lost answer.
public final class Busy extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int SERVER = 500;
    private static final Set<Integer> NOT_YET = Set.of(408, 425, 429);

    /// The answers from 500 on that will not change: not implemented, a version of HTTP, no room, and a
    /// loop.
    private static final Set<Integer> FOR_GOOD = Set.of(501, 505, 507, 508);

    /// The statuses of requests that were not carried out.
    private static final Set<Integer> REFUSED = Set.of(425, 429);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");

    private final Duration pause;
    private final boolean mayHaveArrived;

    private Busy(String message, Duration pause, boolean mayHaveArrived) {
        super(message);
        this.pause = pause;
        this.mayHaveArrived = mayHaveArrived;
    }

    /// @param who answers
    /// @param retryAfter the field of that name
    public static Busy of(String who, int status, Optional<String> retryAfter) {
        return new Busy(
                "%s answers %d".formatted(who, status),
                retryAfter.flatMap(text -> asked(text, Instant.now())).orElse(Duration.ZERO),
                isBusy(status) && !REFUSED.contains(status));
    }

    /// Whether an answer of that status says to come again.
    public static boolean isBusy(int status) {
        return NOT_YET.contains(status) || (status >= SERVER && !FOR_GOOD.contains(status));
    }

    /// Parses `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date; empty for any other text.
    public static Optional<Duration> asked(String retryAfter, Instant now) {
        var text = retryAfter.strip();
        return SECONDS.matcher(text).matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : date(text).map(then -> Duration.between(now, then));
    }

    public static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// How long the server asks to wait.
    Duration pause() {
        return pause;
    }

    /// Whether the request may have been carried out.
    boolean mayHaveArrived() {
        return mayHaveArrived;
    }
}
