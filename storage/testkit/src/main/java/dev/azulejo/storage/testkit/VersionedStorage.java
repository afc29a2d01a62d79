package dev.azulejo.storage.testkit;

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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A storage in memory that keeps versions as a bucket of S3 does: each write has a version of its own,
/// older ones can still be read, a delete only hides them, and equal bytes have equal ETags. Passes the
/// whole contract.
public final class VersionedStorage implements JobStorage {
    /// All versions by key, the oldest first; guarded by this.
    private final TreeMap<String, List<Version>> objects = new TreeMap<>(Keys.ORDER);

    private long writes; // guarded by this
    private Instant lastWrite = Instant.EPOCH; // guarded by this

    /// @param isMarker whether it only says that the object was deleted
    private record Version(String id, byte[] bytes, ObjectStat stat, boolean isMarker) {}

    @Override
    public InputStream read(String key) {
        return new ByteArrayInputStream(required(key).bytes());
    }

    @Override
    public InputStream readVersion(String key, String version) {
        return new ByteArrayInputStream(find(key, version)
                .orElseThrow(() -> new NoSuchObject("no version %s of %s".formatted(version, key), null))
                .bytes());
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        var bytes = required(key).bytes();
        Objects.checkFromIndexSize(offset, length, (long) bytes.length);
        return Arrays.copyOfRange(bytes, (int) offset, (int) (offset + length));
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        return new PendingBytes(this::commit, Keys.checked(key), Metadata.checked(metadata));
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        return current(key).map(Version::stat);
    }

    @Override
    public String version(String key) {
        return required(key).id();
    }

    @Override
    public Optional<ObjectStat> statVersion(String key, String version) {
        return find(key, version).map(Version::stat);
    }

    @Override
    public synchronized Stream<ObjectStat> list(String prefix) {
        return objects.tailMap(Keys.checkedPrefix(prefix)).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> entry.getValue().getLast())
                .filter(version -> !version.isMarker())
                .map(Version::stat)
                .toList()
                .stream();
    }

    @Override
    public synchronized boolean delete(String key, String etag) {
        return JobStorage.super.delete(key, etag);
    }

    @Override
    public synchronized void delete(String key) {
        if (current(key).isPresent()) {
            add(key, new byte[0], Map.of(), true);
        }
    }

    /// Removes all versions of an object, as a lifecycle rule does.
    public synchronized void forget(String key) {
        objects.remove(Keys.checked(key));
    }

    private synchronized boolean commit(
            String key, byte[] bytes, Map<String, String> metadata, Precondition precondition) {
        var there = current(key);
        boolean holds = switch (precondition) {
            case Precondition.None() -> true;
            case Precondition.Absent() -> there.isEmpty();
            case Precondition.Matches(var etag) ->
                there.isPresent() && there.get().stat().etag().equals(etag);
        };
        if (holds) {
            add(key, bytes.clone(), metadata, false);
        }
        return holds;
    }

    /// Adds a version with a time of its own, so tests can tell which write came first; those of S3
    /// are whole seconds.
    private synchronized void add(String key, byte[] bytes, Map<String, String> metadata, boolean isMarker) {
        var now = Instant.now();
        lastWrite = now.isAfter(lastWrite) ? now : lastWrite.plusMillis(1);
        var stat = new ObjectStat(key, bytes.length, lastWrite, etag(bytes), metadata);
        var id = "version-" + ++writes;
        objects.computeIfAbsent(key, k -> new ArrayList<>()).add(new Version(id, bytes, stat, isMarker));
    }

    private synchronized Optional<Version> current(String key) {
        return Optional.ofNullable(objects.get(Keys.checked(key)))
                .map(List::getLast)
                .filter(version -> !version.isMarker());
    }

    private synchronized Optional<Version> find(String key, String id) {
        return Optional.ofNullable(objects.get(Keys.checked(key))).stream()
                .flatMap(List::stream)
                .filter(version -> version.id().equals(id) && !version.isMarker())
                .findFirst();
    }

    private Version required(String key) {
        return current(key).orElseThrow(() -> new NoSuchObject("no object under " + key, null));
    }

    private static String etag(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
