package dev.azulejo.storage.web;

import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.time.Duration;

/// The attempts at one request, until they or the time are used up: the one place that decides when to ask
/// again, and with which question. For one thread at a time.
public final class Again {
    private static final Duration UNLIMITED = Duration.ofDays(10_000);
    private static final int MOST_DOUBLINGS = 20;

    private final String what;
    private final Persistence persistence;
    private final Duration total;
    private final SharedPause shared;
    private final long end;
    private int failures;
    private boolean isLost;

    /// @param what is asked for, for people
    public Again(String what, Persistence persistence) {
        this(what, persistence, UNLIMITED);
    }

    /// @param shared by all who ask the same service
    public Again(String what, Persistence persistence, SharedPause shared) {
        this(what, persistence, UNLIMITED, shared);
    }

    /// @param total until the last byte is there, with all attempts
    public Again(String what, Persistence persistence, Duration total) {
        this(what, persistence, total, new SharedPause());
    }

    private Again(String what, Persistence persistence, Duration total, SharedPause shared) {
        this.what = what;
        this.persistence = persistence;
        this.total = total;
        this.shared = shared;
        this.end = System.nanoTime() + total.toNanos();
    }

    public interface Question<T> {
        /// @param isLost whether it was asked before, and the result is unknown: a question that must
        ///     not be asked twice asks for the result instead
        /// @throws IOException when asking again may help: [Busy], or an answer that was lost; not
        ///     if it is [Lasting]
        T ask(boolean isLost) throws IOException;
    }

    /// Asks until there is an answer.
    ///
    /// @throws StorageUnavailable when there is none in the end
    public <T> T ask(Question<T> question) {
        while (true) {
            if (failures == 0) { // else it has just waited
                pass(shared.left());
            }
            try {
                return question.ask(isLost);
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    /// Waits until it may be asked again.
    ///
    /// @throws StorageUnavailable when it has been asked often enough, or time is up
    /// @throws dev.azulejo.storage.StorageFailure of a [Lasting]
    public void failed(IOException why) {
        if (why instanceof Lasting lasting) {
            throw lasting.failure();
        }
        failures++;
        isLost |= !(why instanceof Busy busy) || busy.mayHaveArrived();
        var asked = why instanceof Busy busy ? busy.pause() : Duration.ZERO;
        var pause = longer(asked, usual());
        if (asked.compareTo(persistence.longest()) > 0) {
            throw new StorageUnavailable(
                    "%s and wants to be left alone for %d s".formatted(why.getMessage(), asked.toSeconds()), why);
        }
        if (failures >= persistence.attempts() || pause.compareTo(left()) >= 0) {
            throw new StorageUnavailable(
                    "%s (after %d of %d attempts at %s)"
                            .formatted(why.getMessage(), failures, persistence.attempts(), what),
                    why);
        }
        if (why instanceof Busy) {
            shared.extend(pause);
        }
        pass(pause);
    }

    private void pass(Duration pause) {
        if (!pause.isPositive()) {
            return;
        }
        try {
            persistence.waiting().pass(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("waiting for %s was interrupted".formatted(what), e);
        }
    }

    private Duration usual() {
        var doubled = persistence.pause().multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return doubled.compareTo(persistence.longest()) < 0 ? doubled : persistence.longest();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// The time left.
    ///
    /// @throws StorageUnavailable when it is up
    public Duration left() {
        var left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive()) {
            throw new StorageUnavailable("%s took longer than %d s in all".formatted(what, total.toSeconds()), null);
        }
        return left;
    }
}
