package dev.azulejo.storage.transfer;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.ResumableObject;
import dev.azulejo.storage.ResumableStorage;
import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.Source;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Copies objects between any two places. A copy into a [ResumableStorage] is continued after a death by
/// the next copy of the same object to the same place with the same `journal`. At most one piece is held at
/// a time. Thread-safe.
public final class Transfer {
    static final String UNKNOWN = "";

    private static final int PIECE_BYTES = 4 << 20;

    private final Secrets journal;

    /// @param journal for the tokens of unfinished uploads, which are secrets
    public Transfer(Secrets journal) {
        this.journal = journal;
    }

    /// An object in a place.
    ///
    /// @param name of the place, the same in each process
    public record End<T extends Source>(T place, String name, String key) {
        @Override
        public String toString() {
            return name + (name.endsWith("/") ? "" : "/") + key;
        }
    }

    /// @param metadata of the copy
    /// @param done receives the number of bytes copied so far, again and again
    /// @return how many bytes the object has; empty if `precondition` did not hold for the object in its
    ///     place
    /// @throws NoSuchObject when there is nothing to copy
    /// @throws StorageUnavailable also when the object was replaced while it was copied; trying again may
    ///     help
    public Optional<Long> copy(
            End<? extends Source> from,
            End<? extends Storage> to,
            Map<String, String> metadata,
            Precondition precondition,
            LongConsumer done) {
        var stat = from.place()
                .stat(from.key())
                .orElseThrow(() -> new NoSuchObject("there is no %s".formatted(from), null));
        return copy(stat, from, to, metadata, precondition, done) ? Optional.of(stat.bytes()) : Optional.empty();
    }

    /// Copies exactly the version that `stat` describes.
    ///
    /// @return whether it was copied; not if `precondition` did not hold for the object in its place
    public boolean copy(
            ObjectStat stat,
            End<? extends Source> from,
            End<? extends Storage> to,
            Map<String, String> metadata,
            Precondition precondition,
            LongConsumer done) {
        return copied(stat, from, to, metadata, precondition, done).isPresent();
    }

    /// @return the etag of the copy, [#UNKNOWN] if its place does not tell it; empty if it was not copied
    Optional<String> copied(
            ObjectStat stat,
            End<? extends Source> from,
            End<? extends Storage> to,
            Map<String, String> metadata,
            Precondition precondition,
            LongConsumer done) {
        var name = nameOf(from, to, stat);
        try (var pending = pending(to, metadata, stat, name)) {
            pour(from, stat, pending, name, done);
            boolean isThere = pending.commit(precondition);
            forget(pending, name);
            return isThere ? pending.etag().or(() -> Optional.of(UNKNOWN)) : Optional.empty();
        } catch (IOException e) {
            throw new StorageUnavailable("could not copy %s to %s: %s".formatted(from, to, e.getMessage()), e);
        }
    }

    private PendingObject pending(
            End<? extends Storage> to, Map<String, String> metadata, ObjectStat stat, String name) {
        if (!(to.place() instanceof ResumableStorage resumable) || stat.bytes() <= PIECE_BYTES) {
            return to.place().write(to.key(), metadata, stat.bytes());
        }
        var token = journal.find(name);
        if (token.isPresent()) {
            try {
                return resumable.resume(token.get());
            } catch (NoSuchObject | IllegalArgumentException e) {
                journal.remove(name); // the place has forgotten it: from the start
            }
        }
        return resumable.begin(to.key(), stat.bytes(), metadata);
    }

    private void pour(
            End<? extends Source> from, ObjectStat stat, PendingObject pending, String name, LongConsumer done)
            throws IOException {
        long at = pending instanceof ResumableObject resumed ? resumed.position() : 0;
        long noted = 0;
        while (at < stat.bytes()) {
            int count = (int) Math.min(PIECE_BYTES, stat.bytes() - at);
            pending.write(piece(from, at, count));
            at += count;
            done.accept(at);
            if (pending instanceof ResumableObject resumable && resumable.held() > noted) {
                noted = resumable.held();
                note(name, resumable.token());
            }
        }
        var now = from.place().stat(from.key()).map(ObjectStat::etag);
        if (!now.equals(Optional.of(stat.etag()))) {
            forget(pending, name);
            throw new StorageUnavailable("%s was replaced while it was copied".formatted(from), null);
        }
    }

    private static byte[] piece(End<? extends Source> from, long at, int count) {
        try {
            return from.place().readRange(from.key(), at, count);
        } catch (IndexOutOfBoundsException e) {
            throw new StorageUnavailable("%s was replaced while it was copied".formatted(from), e);
        }
    }

    private void note(String name, String token) {
        journal.replace(name, journal.find(name), token);
    }

    private void forget(PendingObject pending, String name) {
        if (pending instanceof ResumableObject resumable) {
            journal.remove(name);
            resumable.abandon();
        }
    }

    /// The name in the journal, different for each version of the object, so two are never mixed.
    private static String nameOf(End<?> from, End<?> to, ObjectStat stat) {
        var text = "%s\n%s\n%s\n%d".formatted(from, to, stat.etag(), stat.bytes());
        return "transfers/"
                + HexFormat.of()
                        .formatHex(ContentVersion.digest().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }
}
