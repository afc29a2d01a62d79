package dev.azulejo.storage.testkit;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Source;
import java.io.InputStream;
import java.util.Optional;

/// A place that is only read, and where nothing lies.
final class EverythingMissing implements Source {
    @Override
    public InputStream read(String key) {
        throw new NoSuchObject("no object " + key, null);
    }

    @Override
    public InputStream readVersion(String key, String version) {
        return read(key);
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        throw new NoSuchObject("no object " + key, null);
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        return Optional.empty();
    }

    @Override
    public String version(String key) {
        throw new NoSuchObject("no object " + key, null);
    }
}
