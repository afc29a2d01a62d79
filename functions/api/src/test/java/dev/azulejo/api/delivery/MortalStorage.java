package dev.azulejo.api.delivery;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A place whose user is killed after so many writes and deletes.
final class MortalStorage implements JobStorage {
    private final JobStorage place;
    private int left = Integer.MAX_VALUE;
    private Runnable beforeDelete = () -> {};

    MortalStorage(JobStorage place) {
        this.place = place;
    }

    /// What nobody catches.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /// @return whether `work` came to its end
    boolean survives(int writes, Runnable work) {
        left = writes;
        try {
            work.run();
            return true;
        } catch (Killed e) {
            return false;
        } finally {
            left = Integer.MAX_VALUE;
        }
    }

    /// What somebody else does just before the next delete.
    void beforeNextDelete(Runnable work) {
        beforeDelete = () -> {
            beforeDelete = () -> {};
            work.run();
        };
    }

    private void write() {
        if (left-- == 0) {
            throw new Killed();
        }
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        write();
        return place.write(key, metadata);
    }

    @Override
    public void delete(String key) {
        write();
        beforeDelete.run();
        place.delete(key);
    }

    @Override
    public Stream<ObjectStat> list(String prefix) {
        return place.list(prefix);
    }

    @Override
    public InputStream read(String key) {
        return place.read(key);
    }

    @Override
    public InputStream readVersion(String key, String version) {
        return place.readVersion(key, version);
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        return place.readRange(key, offset, length);
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        return place.stat(key);
    }

    @Override
    public String version(String key) {
        return place.version(key);
    }
}
