package dev.azulejo.quality.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.quality.metric.score.Measure;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.OwnMetric;
import java.io.IOException;
import java.util.List;

/// Reads and writes a comparison as JSON, with every number that was measured, so that all else can be
/// computed from it.
public final class ComparisonJson {
    private static final int SCHEMA = 2;
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .addModule(new SimpleModule().addDeserializer(Measure.class, new MeasureReader()))
            .build();

    private ComparisonJson() {}

    /// Reads a measure: a built-in one is its name, a user's network an object that describes it.
    private static final class MeasureReader extends JsonDeserializer<Measure> {
        @Override
        public Measure deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.hasToken(JsonToken.START_OBJECT)
                    ? context.readValue(parser, OwnMetric.class)
                    : context.readValue(parser, Metric.class);
        }
    }

    public static String write(Comparison comparison) {
        return tree(comparison).toPrettyString() + "\n";
    }

    public static ObjectNode tree(Comparison comparison) {
        ObjectNode json =
                JSON.createObjectNode().put("made", "azulejo evaluate").put("schema", SCHEMA);
        json.setAll((ObjectNode) JSON.valueToTree(comparison));
        return json;
    }

    /// @throws IllegalArgumentException when the text is no comparison, saying why
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
