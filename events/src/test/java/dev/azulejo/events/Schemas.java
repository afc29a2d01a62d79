package dev.azulejo.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/// Validates against the schemas among the resources, and nowhere else.
final class Schemas {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12); // caches what it loads

    private Schemas() {}

    static List<Error> errors(JobObject object, JsonNode json) {
        return REGISTRY.getSchema(SchemaLocation.of("classpath:dev/azulejo/events/" + object.schemaResource()))
                .validate(json);
    }

    static boolean accepts(JobObject object, JsonNode json) {
        return errors(object, json).isEmpty();
    }
}
