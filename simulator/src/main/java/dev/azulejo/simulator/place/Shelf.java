package dev.azulejo.simulator.place;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.Metadata;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Objects in memory, with the clock of the run: a bucket that keeps versions, or a directory. Thread-safe.
public final class Shelf implements JobStorage {
    private final Map<String, List<Stored>> objects = new HashMap<>(); // the newest version last; guarded by this
    private final TreeSet<String> keys = new TreeSet<>(Keys.ORDER); // guarded by this
    private final boolean isBucket;
    private final Supplier<Instant> clock;
    private long writes; // guarded by this
    private long removals; // guarded by this

    /// @param version empty if it is the hash of the bytes
    /// @param isMarker whether it only says that the object was deleted
    private record Stored(String version, byte[] bytes, ObjectStat stat, boolean isMarker) {}

    private Shelf(boolean isBucket, Supplier<Instant> clock) {
        this.isBucket = isBucket;
        this.clock = clock;
    }

    /// A shelf like S3: versions are kept, and equal bytes have equal ETags.
    public static Shelf bucket(Supplier<Instant> clock) {
        return new Shelf(true, clock);
    }

    /// A shelf like a disk: no object lies below another, and the version is the hash of the bytes.
    public static Shelf directory(Supplier<Instant> clock) {
        return new Shelf(false, clock);
    }

    @Override
    public InputStream read(String key) {
        return new ByteArrayInputStream(required(key).bytes);
    }

    @Override
    public InputStream readVersion(String key, String version) {
        return new ByteArrayInputStream(find(key, version)
                .orElseThrow(() -> new NoSuchObject("no version %s of %s".formatted(version, key), null))
                .bytes);
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        var bytes = required(key).bytes;
        Objects.checkFromIndexSize(offset, length, (long) bytes.length);
        return Arrays.copyOfRange(bytes, (int) offset, (int) (offset + length));
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        return current(key).map(Stored::stat);
    }

    @Override
    public Optional<ObjectStat> statVersion(String key, String version) {
        return find(key, version).map(Stored::stat);
    }

    @Override
    public String version(String key) {
        return version(required(key));
    }

    @Override
    public synchronized Stream<ObjectStat> list(String prefix) {
        var found = new ArrayList<ObjectStat>();
        for (var key : keys.tailSet(Keys.checkedPrefix(prefix))) {
            if (!key.startsWith(prefix)) {
                break;
            }
            var stored = Objects.requireNonNull(objects.get(key)).getLast();
            if (!stored.isMarker) {
                found.add(stored.stat);
            }
        }
        return found.stream();
    }

    @Override
    public synchronized void delete(String key) {
        if (current(key).isEmpty()) {
            return;
        }
        if (isBucket) {
            add(key, new byte[0], Map.of(), true);
        } else {
            removals++;
            objects.remove(key);
            keys.remove(key);
        }
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        return new Pending(Keys.checked(key), Metadata.checked(metadata));
    }

    /// The number of writes so far.
    public synchronized long writes() {
        return writes;
    }

    /// A counter that grows with each change.
    public synchronized long changes() {
        return writes + removals;
    }

    /// @return whether it was made
    synchronized boolean commit(String key, byte[] bytes, Map<String, String> metadata, Precondition precondition) {
        var there = current(key).map(Stored::stat);
        boolean holds = switch (precondition) {
            case Precondition.None() -> true;
            case Precondition.Absent() -> there.isEmpty();
            case Precondition.Matches(var etag) ->
                there.isPresent() && there.get().etag().equals(etag);
        };
        if (holds) {
            if (!isBucket && there.isEmpty()) {
                refuseToNest(key);
            }
            add(key, bytes.clone(), metadata, false);
        }
        return holds;
    }

    private void add(String key, byte[] bytes, Map<String, String> metadata, boolean isMarker) {
        writes++;
        var etag =
                isBucket ? bytes.length + "-" + HexFormat.of().toHexDigits(Arrays.hashCode(bytes)) : "write-" + writes;
        var stat = new ObjectStat(key, bytes.length, clock.get(), etag, metadata);
        var stored = new Stored(isBucket ? "version-" + writes : "", bytes, stat, isMarker);
        keys.add(key);
        var versions = objects.computeIfAbsent(key, _ -> new ArrayList<>());
        if (!isBucket) {
            versions.clear();
        }
        versions.add(stored);
    }

    private void refuseToNest(String key) {
        for (int slash = key.indexOf('/'); slash > 0; slash = key.indexOf('/', slash + 1)) {
            if (objects.containsKey(key.substring(0, slash))) {
                throw new InvalidKey("%s: an object lies at %s".formatted(key, key.substring(0, slash)), null);
            }
        }
        var next = keys.ceiling(key + "/");
        if (next != null && next.startsWith(key + "/")) {
            throw new InvalidKey("%s: objects lie below it, such as %s".formatted(key, next), null);
        }
    }

    private synchronized Optional<Stored> current(String key) {
        return Optional.ofNullable(objects.get(Keys.checked(key)))
                .map(List::getLast)
                .filter(stored -> !stored.isMarker);
    }

    private synchronized Optional<Stored> find(String key, String version) {
        @Nullable List<Stored> versions = objects.get(Keys.checked(key));
        return versions == null
                ? Optional.empty()
                : versions.stream()
                        .filter(stored -> version(stored).equals(version) && !stored.isMarker)
                        .findFirst();
    }

    private static String version(Stored stored) {
        if (!stored.version.isEmpty()) {
            return stored.version;
        }
        var digest = ContentVersion.digest();
        digest.update(stored.bytes);
        return ContentVersion.of(digest);
    }

    private Stored required(String key) {
        return current(key).orElseThrow(() -> new NoSuchObject("no object under " + key, null));
    }

    private final class Pending extends PendingObject {
        private final String key;
        private final Map<String, String> metadata;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ended;

        Pending(String key, Map<String, String> metadata) {
            this.key = key;
            this.metadata = metadata;
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            requireOpen();
            bytes.write(source, offset, length);
        }

        private void requireOpen() throws IOException {
            if (ended) {
                throw new IOException(key + " was committed or closed before");
            }
        }

        @Override
        public boolean commit(Precondition precondition) {
            if (ended) {
                throw new IllegalStateException(key + " was committed or closed before");
            }
            ended = true;
            return Shelf.this.commit(key, bytes.toByteArray(), metadata, precondition);
        }

        @Override
        public void close() {
            ended = true;
        }
    }
}
