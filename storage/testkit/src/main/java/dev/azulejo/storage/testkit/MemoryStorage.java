package dev.azulejo.storage.testkit;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.Metadata;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingBytes;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A storage in memory that passes the whole contract, for any test that needs a place. It is as strict as
/// the strictest provider: like a directory it refuses `a/b` beside `a`, so a test finds such keys
/// before a laptop does.
public final class MemoryStorage implements JobStorage {
    private final TreeMap<String, StoredObject> objects = new TreeMap<>(Keys.ORDER); // guarded by this
    private long commits; // guarded by this

    private static final class StoredObject {
        private final byte[] bytes;
        private final Instant modified = Instant.now();
        private final String etag;
        private final Map<String, String> metadata;
        private @Nullable String version; // guarded by this; made when it is asked for

        StoredObject(byte[] bytes, String etag, Map<String, String> metadata) {
            this.bytes = bytes;
            this.etag = etag;
            this.metadata = metadata;
        }

        ObjectStat stat(String key) {
            return new ObjectStat(key, bytes.length, modified, etag, metadata);
        }

        synchronized String version() {
            if (version == null) {
                var digest = ContentVersion.digest();
                digest.update(bytes);
                version = ContentVersion.of(digest);
            }
            return version;
        }
    }

    @Override
    public InputStream read(String key) {
        return new ByteArrayInputStream(stored(key).bytes);
    }

    @Override
    public InputStream readVersion(String key, String version) {
        var object = stored(key);
        if (!object.version().equals(version)) {
            throw new NoSuchObject("%s is no longer the version %s".formatted(key, version), null);
        }
        return new ByteArrayInputStream(object.bytes);
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        var bytes = stored(key).bytes;
        Objects.checkFromIndexSize(offset, length, (long) bytes.length);
        return Arrays.copyOfRange(bytes, (int) offset, (int) (offset + length));
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        return new PendingBytes(this::commit, Keys.checked(key), Metadata.checked(metadata));
    }

    @Override
    public synchronized Optional<ObjectStat> stat(String key) {
        return Optional.ofNullable(objects.get(Keys.checked(key))).map(object -> object.stat(key));
    }

    @Override
    public String version(String key) {
        return stored(key).version();
    }

    @Override
    public synchronized Stream<ObjectStat> list(String prefix) {
        return objects.tailMap(Keys.checkedPrefix(prefix)).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> entry.getValue().stat(entry.getKey()))
                .toList()
                .stream();
    }

    @Override
    public synchronized boolean delete(String key, String etag) {
        return JobStorage.super.delete(key, etag);
    }

    @Override
    public synchronized void delete(String key) {
        objects.remove(Keys.checked(key));
    }

    private synchronized boolean commit(
            String key, byte[] bytes, Map<String, String> metadata, Precondition precondition) {
        var there = objects.get(key);
        if (!holds(precondition, there)) {
            return false;
        }
        if (there == null) {
            refuseToNest(key);
        }
        commits++;
        objects.put(key, new StoredObject(bytes, "memory-" + commits, metadata));
        return true;
    }

    private static boolean holds(Precondition precondition, @Nullable StoredObject there) {
        return switch (precondition) {
            case Precondition.None() -> true;
            case Precondition.Absent() -> there == null;
            case Precondition.Matches(var etag) -> there != null && there.etag.equals(etag);
        };
    }

    private void refuseToNest(String key) {
        for (int slash = key.indexOf('/'); slash > 0; slash = key.indexOf('/', slash + 1)) {
            if (objects.containsKey(key.substring(0, slash))) {
                throw new InvalidKey("%s: an object lies at %s".formatted(key, key.substring(0, slash)), null);
            }
        }
        var next = objects.ceilingKey(key + "/");
        if (next != null && next.startsWith(key + "/")) {
            throw new InvalidKey("%s: objects lie below it, such as %s".formatted(key, next), null);
        }
    }

    private synchronized StoredObject stored(String key) {
        var object = objects.get(Keys.checked(key));
        if (object == null) {
            throw new NoSuchObject("no object under " + key, null);
        }
        return object;
    }
}
