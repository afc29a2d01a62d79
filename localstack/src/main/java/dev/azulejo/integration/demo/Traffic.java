package dev.azulejo.integration.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Reports line by line what comes into the inbox and what appears in the outbox.
final class Traffic {
    private static final String REPORT = ".error.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final S3Client s3;
    private final Commands commands;
    private final Consumer<String> lines;
    private final Map<String, Instant> photographs = new HashMap<>();
    private final Map<String, Instant> results = new HashMap<>();

    /// @param lines receives each event as a line
    Traffic(S3Client s3, Commands commands, Consumer<String> lines) {
        this.s3 = s3;
        this.commands = commands;
        this.lines = lines;
    }

    /// Reports what is new since the last look.
    void look() {
        for (var object : newOnes(commands.inbox(), photographs)) {
            say("%s came, %,d bytes".formatted(object.key(), object.size()));
        }
        for (var object : newOnes(commands.outbox(), results)) {
            if (object.key().endsWith(REPORT)) {
                say("%s: %s".formatted(object.key(), why(object.key())));
            } else {
                say("%s is ready%s, %,d bytes: %s"
                        .formatted(object.key(), after(object), object.size(), commands.fetch(object.key())));
            }
        }
    }

    private Iterable<S3Object> newOnes(String bucket, Map<String, Instant> known) {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                .filter(object -> !object.lastModified().equals(known.put(object.key(), object.lastModified())))
                .toList();
    }

    /// The time a result took. A result has its photograph's name, and perhaps another extension.
    private String after(S3Object result) {
        return photographs.entrySet().stream()
                .filter(photograph -> result.key().startsWith(photograph.getKey()))
                .map(photograph -> Duration.between(photograph.getValue(), result.lastModified()))
                .findFirst()
                .map(time -> " after %d s".formatted(time.toSeconds()))
                .orElse("");
    }

    private String why(String key) {
        var bytes = s3.getObjectAsBytes(get -> get.bucket(commands.outbox()).key(key))
                .asByteArray();
        try {
            return JSON.readTree(bytes).path("why").asText();
        } catch (IOException e) {
            return "no JSON: " + e.getMessage();
        }
    }

    private void say(String line) {
        lines.accept("%s  %s".formatted(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS), line));
    }
}
