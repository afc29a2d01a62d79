package dev.azulejo.simulator.protocol;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A storage whose every call goes through [Calls].
final class ObservedStorage implements JobStorage {
    private final JobStorage storage;
    private final Calls calls;

    ObservedStorage(JobStorage storage, Calls calls) {
        this.storage = storage;
        this.calls = calls;
    }

    @Override
    public InputStream read(String key) {
        return calls.through(() -> storage.read(key));
    }

    @Override
    public InputStream readVersion(String key, String version) {
        return calls.through(() -> storage.readVersion(key, version));
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        return calls.through(() -> storage.readRange(key, offset, length));
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        var pending = calls.through(() -> storage.write(key, metadata));
        return new PendingObject() {
            @Override
            public boolean commit(Precondition precondition) {
                return calls.through(() -> pending.commit(precondition));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                pending.write(bytes, offset, length);
            }

            @Override
            public void close() {
                pending.close();
            }
        };
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        return calls.through(() -> storage.stat(key));
    }

    @Override
    public String version(String key) {
        return calls.through(() -> storage.version(key));
    }

    @Override
    public Stream<ObjectStat> list(String prefix) {
        return calls.through(() -> storage.list(prefix));
    }

    @Override
    public void delete(String key) {
        calls.through(() -> storage.delete(key));
    }

    @Override
    public boolean writeIfAbsent(String key, byte[] bytes) {
        return calls.through(() -> storage.writeIfAbsent(key, bytes));
    }

    @Override
    public void put(String key, byte[] bytes) {
        calls.through(() -> storage.put(key, bytes));
    }

    @Override
    public boolean compose(
            List<Part> parts, Storage target, String key, Map<String, String> metadata, Precondition precondition) {
        return calls.through(() -> storage.compose(parts, target, key, metadata, precondition));
    }
}
