package dev.azulejo.api.record;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.azulejo.storage.Cell;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Reads and writes small records as JSON objects of a place. Thread-safe.
public final class JsonObjects {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final JobStorage work;

    public JsonObjects(JobStorage work) {
        this.work = work;
    }

    public <T> Optional<T> read(String key, Class<T> type) {
        try {
            return Optional.of(parsed(key, work.readAll(key), type));
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    private static <T> T parsed(String key, byte[] bytes, Class<T> type) {
        try {
            return JSON.readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(key + " is damaged", e);
        }
    }

    /// A record, with the condition under which it may be replaced.
    public record Found<T>(T record, Precondition unchanged) {}

    public <T> Optional<Found<T>> find(String key, Class<T> type) {
        var seen = new Cell(work, key).look();
        return seen.bytes().map(bytes -> new Found<>(parsed(key, bytes, type), seen.unchanged()));
    }

    /// Replaces the found record, or adds a missing one.
    ///
    /// @return whether it was unchanged, and the record is written
    public <T> boolean replace(String key, Optional<Found<T>> found, T record) {
        return write(key, record, found.map(Found::unchanged).orElse(Precondition.ABSENT));
    }

    /// Changes a record, again if another process was quicker.
    ///
    /// @param change computes the new record, which is not written if it is equal
    /// @return the present record
    public <T> Optional<T> change(String key, Class<T> type, UnaryOperator<Optional<T>> change) {
        while (true) {
            var found = find(key, type);
            var before = found.map(Found::record);
            var after = change.apply(before);
            if (after.equals(before) || replace(key, found, after.orElseThrow())) {
                return after;
            }
        }
    }

    public void put(String key, Object record) {
        work.put(key, json(record));
    }

    /// @return whether the precondition held, and the record is written
    public boolean write(String key, Object record, Precondition precondition) {
        return work.write(key, json(record), Map.of(), precondition);
    }

    private static byte[] json(Object record) {
        try {
            return JSON.writeValueAsBytes(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
