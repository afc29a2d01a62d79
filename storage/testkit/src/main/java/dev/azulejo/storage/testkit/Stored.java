package dev.azulejo.storage.testkit;

import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Source;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.testkit.EmptySource.Filled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes and reads objects that hold texts, for the contract.
final class Stored {
    private Stored() {}

    /// Wraps a storage that is filled by its own methods.
    static Filled filled(Storage storage) {
        return new Filled() {
            @Override
            public Source source() {
                return storage;
            }

            @Override
            public void put(String key, String text, Map<String, String> metadata) {
                Stored.put(storage, key, text, metadata);
            }

            @Override
            public void delete(String key) {
                storage.delete(key);
            }
        };
    }

    static void put(Storage storage, String key, String text) {
        put(storage, key, text, Map.of());
    }

    static void put(Storage storage, String key, String text, Map<String, String> metadata) {
        if (!commit(storage, key, text, metadata, Precondition.NONE)) {
            throw new AssertionError("a commit without precondition was refused");
        }
    }

    static boolean commit(Storage storage, String key, String text, Precondition precondition) {
        return commit(storage, key, text, Map.of(), precondition);
    }

    static boolean commit(
            Storage storage, String key, String text, Map<String, String> metadata, Precondition precondition) {
        try (var pending = storage.write(key, metadata)) {
            write(pending, text);
            return pending.commit(precondition);
        }
    }

    static void write(PendingObject pending, String text) {
        try {
            pending.write(bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Source storage, String key) {
        try (var stream = storage.read(key)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String etag(Source storage, String key) {
        return storage.stat(key).orElseThrow().etag();
    }

    static List<String> keys(Storage storage, String prefix) {
        try (var stats = storage.list(prefix)) {
            return stats.map(ObjectStat::key).toList();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
