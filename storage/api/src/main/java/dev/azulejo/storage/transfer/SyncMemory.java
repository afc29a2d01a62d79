package dev.azulejo.storage.transfer;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The versions of objects that were found alike in two places, kept for the next sync of these: it asks
/// neither about an object that both listings show as it was. Read and written once, in the order of keys
/// beside the listings, so any number of objects fits. If it is lost, each object is asked about once more. For
/// one thread.
public final class SyncMemory implements AutoCloseable {
    private static final String FIELD = "\t"; // no key has one
    private static final int FIELDS = 3;

    private final @Nullable BufferedReader before;
    private @Nullable PendingObject after;
    private String[] next = new String[0];

    private SyncMemory(@Nullable BufferedReader before, @Nullable PendingObject after) {
        this.before = before;
        this.after = after;
        advance();
    }

    /// A memory of nothing, which keeps nothing.
    public static SyncMemory none() {
        return new SyncMemory(null, null);
    }

    /// Opens the memory of two places, which are called the same each time.
    ///
    /// @param storage for memories; what it cannot read or write is forgotten
    public static SyncMemory of(Storage storage, String from, String to) {
        var name = HexFormat.of()
                .formatHex(
                        ContentVersion.digest()
                                .digest("%s\n%s".formatted(from, to).getBytes(StandardCharsets.UTF_8)),
                        0,
                        16);
        return new SyncMemory(read(storage, name), started(storage, name));
    }

    private static @Nullable BufferedReader read(Storage storage, String name) {
        try {
            return new BufferedReader(new InputStreamReader(storage.read(name), StandardCharsets.UTF_8));
        } catch (StorageFailure _) {
            return null;
        }
    }

    private static @Nullable PendingObject started(Storage storage, String name) {
        try {
            return storage.write(name, Map.of());
        } catch (StorageFailure _) {
            return null;
        }
    }

    /// Whether two objects are as they were when they were found alike. Asked in the order of keys.
    public boolean isAlike(ObjectStat source, ObjectStat target) {
        while (next.length == FIELDS && Keys.ORDER.compare(next[0], source.key()) < 0) {
            advance();
        }
        return next.length == FIELDS
                && next[0].equals(source.key())
                && next[1].equals(source.etag())
                && next[2].equals(target.etag())
                && source.bytes() == target.bytes();
    }

    private void advance() {
        try {
            next = Optional.ofNullable(before == null ? null : before.readLine())
                    .map(line -> line.split(FIELD, -1))
                    .orElse(new String[0]);
        } catch (IOException | StorageFailure _) {
            next = new String[0];
        }
    }

    /// Keeps two versions that are alike. Called in the order of keys.
    void keep(String key, String source, String target) {
        boolean isOneLine =
                Stream.of(source, target).noneMatch(etag -> etag.isEmpty() || etag.matches("(?s).*[\t\r\n].*"));
        if (after == null || !isOneLine) {
            return;
        }
        try {
            after.write((String.join(FIELD, key, source, target) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException | StorageFailure _) {
            after = null;
        }
    }

    /// Replaces the memory by what was kept.
    public void commit() {
        try {
            if (after != null) {
                after.commit();
            }
        } catch (StorageFailure _) {
            after = null;
        }
    }

    @Override
    public void close() {
        try (var _ = before;
                var _ = after) {
            after = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
