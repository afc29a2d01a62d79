package dev.azulejo.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/// The files under `event/`: events that come from EventBridge, and those that go there.
final class EventSamples {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaIdResolvers(Schemas.OURS)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private EventSamples() {}

    static List<String> names() {
        return Samples.namesIn("event").stream()
                .filter(name -> !name.endsWith(".schema.json"))
                .toList();
    }

    /// The name of the schema that a sample fits.
    static String schemaOf(String sample) {
        return sample.startsWith("object-created")
                ? "object-created"
                : sample.startsWith("image-enhancement-requested") ? "image-enhancement-requested" : "image-ended";
    }

    static byte[] bytes(String name) {
        return Samples.read("event/" + name);
    }

    static JsonNode tree(String name) {
        return Samples.tree(bytes(name));
    }

    /// @param schema the schema's name, such as `object-created`
    static List<Error> errors(String schema, JsonNode json) {
        return REGISTRY.getSchema(SchemaLocation.of(Schemas.BASE + "event/%s.schema.json".formatted(schema)))
                .validate(json);
    }
}
