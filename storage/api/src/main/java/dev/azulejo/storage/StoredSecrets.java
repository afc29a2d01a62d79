package dev.azulejo.storage;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Secrets as objects of a place that only their owner can read.
public final class StoredSecrets implements Secrets {
    private final Storage place;

    /// @param place for these secrets alone; only the owner may read its objects, if the place knows owners
    public StoredSecrets(JobStorage place) {
        this.place = place.narrowedTo(Access.OWNER);
    }

    @Override
    public Optional<String> find(String name) {
        try {
            return Optional.of(text(place.readAll(name)));
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] secret) {
        return new String(secret, StandardCharsets.UTF_8);
    }

    @Override
    public boolean replace(String name, Optional<String> expected, String secret) {
        var cell = new Cell(place, name);
        var seen = cell.look();
        return seen.bytes().map(StoredSecrets::text).equals(expected)
                && cell.change(seen, secret.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void remove(String name) {
        place.delete(name);
    }
}
