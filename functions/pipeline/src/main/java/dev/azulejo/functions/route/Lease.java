package dev.azulejo.functions.route;

import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.StorageUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Keeps other calls from the same work, as long as the holder lives. It only saves work: two at once do no
/// harm. For many threads, as a sync copies several files at once.
final class Lease implements AutoCloseable {
    /// How long work waits when its holder dies.
    private static final Duration TERM = Duration.ofMinutes(2);

    private final Secrets notes;
    private final String name;
    private final String holder;
    private final InstantSource clock;
    private String held;
    private Instant renewal;

    private Lease(Secrets notes, String name, String holder, InstantSource clock, String held) {
        this.notes = notes;
        this.name = name;
        this.holder = holder;
        this.clock = clock;
        this.held = held;
        this.renewal = clock.instant().plus(TERM.dividedBy(2));
    }

    /// @param notes that hold the lease
    /// @param holder the caller's name; a call that is made again after a death continues at once
    /// @return empty while another call has it
    static Optional<Lease> take(Secrets notes, String name, String holder, InstantSource clock) {
        var now = clock.instant();
        var before = notes.find(name);
        if (before.filter(text -> isAnothers(text, holder, now)).isPresent()) {
            return Optional.empty();
        }
        var text = text(holder, now.plus(TERM));
        return notes.replace(name, before, text)
                ? Optional.of(new Lease(notes, name, holder, clock, text))
                : Optional.empty();
    }

    private static boolean isAnothers(String text, String holder, Instant now) {
        var parts = text.split(" ", 2);
        return parts.length == 2
                && parts[0].matches("\\d{1,18}")
                && now.toEpochMilli() < Long.parseLong(parts[0])
                && !parts[1].equals(holder);
    }

    private static String text(String holder, Instant until) {
        return "%d %s".formatted(until.toEpochMilli(), holder);
    }

    /// Renews the lease; to be called again and again.
    ///
    /// @throws StorageUnavailable when it took too long, and another has it now
    synchronized void keep() {
        var now = clock.instant();
        if (now.isAfter(renewal)) {
            exchange(text(holder, now.plus(TERM)));
            renewal = now.plus(TERM.dividedBy(2));
        }
    }

    private void exchange(String text) {
        if (!notes.replace(name, Optional.of(held), text)) {
            throw new StorageUnavailable("another works on %s".formatted(name), null);
        }
        held = text;
    }

    @Override
    public synchronized void close() {
        exchange(text(holder, Instant.EPOCH));
    }
}
