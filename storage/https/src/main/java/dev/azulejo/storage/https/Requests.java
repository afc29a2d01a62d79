package dev.azulejo.storage.https;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The attempts to read one file, until they or the time are used up. For one thread at a time.
final class Requests {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final GuardedHttp http;
    private final WebAddress address;
    private final WebLimits limits;
    private final long end;
    private int made;

    Requests(GuardedHttp http, WebAddress address, WebLimits limits) {
        this.http = http;
        this.address = address;
        this.limits = limits;
        this.end = System.nanoTime() + limits.total().toNanos();
    }

    /// Asks once.
    ///
    /// @param headers on top of those that all requests have
    /// @return an answer with the bytes that were asked for: 200, 206, or 416 to a range
    /// @throws Busy when trying again may help
    /// @throws StorageFailure when not
    Answer ask(Map<String, String> headers) throws Busy {
        made++;
        var all = new HashMap<>(headers);
        all.put("Accept-Encoding", "identity");
        Answer answer;
        try {
            answer = http.get(address, all, left());
        } catch (IOException e) {
            throw failure(e);
        }
        boolean isFine = false;
        try {
            check(answer);
            isFine = true;
            return answer;
        } finally {
            if (!isFine) {
                answer.close();
            }
        }
    }

    private void check(Answer answer) throws Busy {
        int status = answer.status();
        var who = answer.from().origin();
        switch (status) {
            case 200, 206, 416 -> {}
            case 401, 403 ->
                throw new StorageDenied(
                        "%s answers %d: the address has expired, or needs a login; make one that anybody can open"
                                .formatted(who, status),
                        null);
            case 404, 410 ->
                throw new NoSuchObject("%s answers %d: there is no such file".formatted(who, status), null);
            case 408, 425, 429 -> throw busy(answer);
            default -> {
                if (status >= 500) {
                    throw busy(answer);
                }
                throw new StorageDenied("%s answers %d instead of a file".formatted(who, status), null);
            }
        }
        if (answer.header("Content-Encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent()) {
            throw new StorageDenied(
                    "%s sends the file compressed once more although it was asked not to".formatted(who), null);
        }
    }

    private static Busy busy(Answer answer) {
        return new Busy(
                "%s answers %d: it cannot do it now".formatted(answer.from().origin(), answer.status()),
                answer.header("Retry-After").flatMap(Requests::retryAfter).orElse(Duration.ZERO),
                null);
    }

    private static Optional<Duration> retryAfter(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return Optional.of(Duration.between(Instant.now(), then)).filter(Duration::isPositive);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// Of what went wrong while an answer was read.
    static Busy failure(IOException e) {
        if (e instanceof RefusedAddress) {
            throw new StorageDenied(String.valueOf(e.getMessage()), e);
        }
        return new Busy(String.valueOf(e.getMessage()), Duration.ZERO, e);
    }

    /// Waits until it may be asked again.
    ///
    /// @throws StorageUnavailable when it has been asked often enough, or time is up
    void pause(Busy why) {
        var usual = limits.pause().multipliedBy(1L << Math.min(made - 1, 20));
        var pause = why.pause().compareTo(usual) > 0 ? why.pause() : usual;
        if (made >= limits.attempts()
                || pause.compareTo(left()) >= 0
                || why.pause().compareTo(LONGEST_PAUSE) > 0) {
            throw new StorageUnavailable(
                    "%s (after %d of %d attempts)".formatted(why.getMessage(), made, limits.attempts()), why);
        }
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(pause.toNanos(), LONGEST_PAUSE.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("reading %s was interrupted".formatted(address.origin()), e);
        }
    }

    /// @throws StorageUnavailable when time is up
    Duration left() {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new StorageUnavailable(
                    "%s took longer than %d s in all"
                            .formatted(address.origin(), limits.total().toSeconds()),
                    null);
        }
        return Duration.ofNanos(left);
    }

    WebLimits limits() {
        return limits;
    }

    WebAddress address() {
        return address;
    }

    /// Trying again may help.
    static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;

        private final Duration pause;

        Busy(String message, Duration pause, @Nullable Throwable cause) {
            super(message, cause);
            this.pause = pause;
        }

        /// How long the other side wants not to be asked.
        Duration pause() {
            return pause;
        }
    }
}
