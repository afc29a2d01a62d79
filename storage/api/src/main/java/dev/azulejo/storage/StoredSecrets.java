package dev.azulejo.storage;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Secrets as objects of a place that nobody else may read.
public final class StoredSecrets implements Secrets {
    private final Storage place;

    /// @param place for these secrets alone; objects are made for their owner alone, where the place knows owners
    public StoredSecrets(JobStorage place) {
        this.place = place.narrowedTo(Access.OWNER);
    }

    @Override
    public Optional<String> find(String name) {
        try {
            return Optional.of(new String(place.readAll(name), StandardCharsets.UTF_8));
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean replace(String name, Optional<String> expected, String secret) {
        var stat = place.stat(name);
        if (!find(name).equals(expected)) {
            return false;
        }
        var there = expected.isEmpty()
                ? Precondition.ABSENT
                : new Precondition.Matches(stat.map(ObjectStat::etag).orElse(""));
        return place.write(name, secret.getBytes(StandardCharsets.UTF_8), Map.of(), there);
    }

    @Override
    public void remove(String name) {
        place.delete(name);
    }
}
