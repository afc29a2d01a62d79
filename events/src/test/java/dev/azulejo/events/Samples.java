package dev.azulejo.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The files under `sample/`. `decision-failed.json` is a sample of `decision.json`.
final class Samples {
    private static final JsonMapper PLAIN = new JsonMapper();

    private Samples() {}

    static List<String> names() {
        return namesIn("sample");
    }

    static List<String> namesIn(String folder) {
        try (var files = Files.list(resource(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String name) {
        return read("sample/" + name);
    }

    static byte[] read(String resource) {
        try {
            return Files.readAllBytes(resource(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A sample as a JSON library reads it that does not know our records.
    static JsonNode tree(byte[] json) {
        try {
            return PLAIN.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JobObject objectOf(String name) {
        var fileName = name.replaceFirst("-.*", ".json");
        return Arrays.stream(JobObject.values())
                .filter(object -> object.fileName().equals(fileName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no job object has a sample named " + name));
    }

    /// The class that a stage decodes a sample as.
    static Class<?> typeOf(String name) {
        var object = objectOf(name);
        return tree(bytes(name)).isArray() ? object.type().arrayType() : object.type();
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(JobObject.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
