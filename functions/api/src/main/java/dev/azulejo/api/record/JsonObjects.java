package dev.azulejo.api.record;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/// Small records as JSON objects of a place. Thread-safe.
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
            return Optional.of(JSON.readValue(work.readAll(key), type));
        } catch (NoSuchObject e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(key + " is damaged", e);
        }
    }

    /// A record, and what it must still be for whoever replaces it.
    public record Found<T>(T record, Precondition unchanged) {}

    /// The same for somebody who wants to replace it.
    public <T> Optional<Found<T>> find(String key, Class<T> type) {
        // The tag first: one of an earlier record makes the write fail, one of a later record would not.
        var stat = work.stat(key);
        return stat.flatMap(its -> read(key, type))
                .map(its -> new Found<>(its, new Precondition.Matches(stat.get().etag())));
    }

    public void put(String key, Object record) {
        work.put(key, json(record));
    }

    /// @return whether the precondition held, and the record is there
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
