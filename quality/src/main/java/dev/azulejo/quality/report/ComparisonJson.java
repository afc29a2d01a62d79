package dev.azulejo.quality.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A comparison as JSON, with every number that was measured: whoever has it can calculate all else anew.
public final class ComparisonJson {
    private static final int SCHEMA = 2;
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private ComparisonJson() {}

    public static String write(Comparison comparison) {
        return tree(comparison).toPrettyString() + "\n";
    }

    public static ObjectNode tree(Comparison comparison) {
        ObjectNode json =
                JSON.createObjectNode().put("made", "azulejo evaluate").put("schema", SCHEMA);
        json.setAll((ObjectNode) JSON.valueToTree(comparison));
        return json;
    }

    /// @throws IllegalArgumentException when it is none, in words
    public static Comparison read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (!(json instanceof ObjectNode object) || json.path("schema").asInt() != SCHEMA) {
                throw new IllegalArgumentException(
                        "it is no comparison of schema %d, in which failures are kept; evaluate again"
                                .formatted(SCHEMA));
            }
            object.remove(List.of("made", "schema"));
            return JSON.treeToValue(object, Comparison.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no comparison: " + e.getOriginalMessage(), e);
        }
    }
}
