package dev.azulejo.api.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.problem.Body;
import java.util.Map;
import java.util.TreeMap;

/// The metadata that a caller attaches to a job, such as the number of an order: a few texts by names. They
/// are shown with the job and sent with its events, and do not change results.
final class CallerMetadata {
    static final String FIELD = "metadata";
    private static final int MOST = 16;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_VALUE = 500;

    private CallerMetadata() {}

    static Map<String, String> read(Body body) {
        var given = body.objectOrEmpty(FIELD);
        if (given.size() > MOST) {
            body.wrong(FIELD, "has %d entries; at most %d are taken".formatted(given.size(), MOST));
            return Map.of();
        }
        var metadata = new TreeMap<String, String>();
        given.properties().forEach(entry -> {
            if (isRight(entry.getKey(), entry.getValue())) {
                metadata.put(entry.getKey(), entry.getValue().textValue());
            } else {
                body.wrong(
                        FIELD,
                        "must be texts of at most %d characters, by names of 1 to %d; one is not"
                                .formatted(LONGEST_VALUE, LONGEST_NAME));
            }
        });
        return metadata;
    }

    private static boolean isRight(String name, JsonNode value) {
        return !name.isBlank()
                && name.length() <= LONGEST_NAME
                && value.isTextual()
                && value.textValue().length() <= LONGEST_VALUE;
    }
}
