package dev.azulejo.api.job;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// A place that says before each call which one it is, so that a test can have something else happen there.
public final class WatchedStorage implements JobStorage {
    private final JobStorage place;
    private LongConsumer before = _ -> {};
    private long calls;

    public WatchedStorage(JobStorage place) {
        this.place = place;
    }

    /// @param now is told the number of each call from now on, from 0
    public void watch(LongConsumer now) {
        calls = 0;
        before = now;
    }

    public void rest() {
        before = _ -> {};
    }

    private void call() {
        before.accept(calls++);
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        call();
        return place.write(key, metadata);
    }

    @Override
    public void delete(String key) {
        call();
        place.delete(key);
    }

    @Override
    public Stream<ObjectStat> list(String prefix) {
        call();
        return place.list(prefix);
    }

    @Override
    public InputStream read(String key) {
        call();
        return place.read(key);
    }

    @Override
    public InputStream readVersion(String key, String version) {
        call();
        return place.readVersion(key, version);
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        call();
        return place.readRange(key, offset, length);
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        call();
        return place.stat(key);
    }

    @Override
    public String version(String key) {
        call();
        return place.version(key);
    }
}
