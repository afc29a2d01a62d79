package dev.azulejo.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.resource.SchemaIdResolvers;
import java.util.List;
import java.util.function.Consumer;

/// Validates only against the schemas among the resources.
final class Schemas {
    /// The prefix of our schemas' ids, which are only names and need not be fetched.
    static final String BASE = "https://azulejo.dev/events/";

    static final Consumer<SchemaIdResolvers.Builder> OURS =
            resolvers -> resolvers.mapPrefix(BASE, "classpath:dev/azulejo/events/");

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaIdResolvers(OURS)); // caches what it loads

    private Schemas() {}

    static List<Error> errors(JobObject object, JsonNode json) {
        return errors(object.schemaResource(), json);
    }

    private static List<Error> errors(String resource, JsonNode json) {
        return REGISTRY.getSchema(SchemaLocation.of(BASE + resource)).validate(json);
    }

    static boolean accepts(String resource, JsonNode json) {
        return errors(resource, json).isEmpty();
    }

    static boolean accepts(JobObject object, JsonNode json) {
        return errors(object, json).isEmpty();
    }
}
