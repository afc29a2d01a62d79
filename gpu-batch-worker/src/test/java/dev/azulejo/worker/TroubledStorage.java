package dev.azulejo.worker;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A storage in which a test may interfere before each call.
record TroubledStorage(JobStorage storage, Consumer<String> before) implements JobStorage {
    @Override
    public InputStream read(String key) {
        before.accept(key);
        return storage.read(key);
    }

    @Override
    public InputStream readVersion(String key, String version) {
        before.accept(key);
        return storage.readVersion(key, version);
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        before.accept(key);
        return storage.readRange(key, offset, length);
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        before.accept(key);
        return storage.write(key, metadata);
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        before.accept(key);
        return storage.stat(key);
    }

    @Override
    public String version(String key) {
        before.accept(key);
        return storage.version(key);
    }

    @Override
    public Stream<ObjectStat> list(String prefix) {
        before.accept(prefix);
        return storage.list(prefix);
    }

    @Override
    public void delete(String key) {
        before.accept(key);
        storage.delete(key);
    }

    @Override
    public boolean writeIfAbsent(String key, byte[] bytes) {
        before.accept(key);
        return storage.writeIfAbsent(key, bytes);
    }

    @Override
    public void put(String key, byte[] bytes) {
        before.accept(key);
        storage.put(key, bytes);
    }

    @Override
    public boolean compose(
            List<Part> parts, Storage target, String key, Map<String, String> metadata, Precondition precondition) {
        before.accept(key);
        return storage.compose(parts, target, key, metadata, precondition);
    }
}
