package dev.azulejo.api.document;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/// Finishes schemas by their use. Answers leave no field out, and bodies take only named fields; a schema
/// that neither uses is in no document.
final class SchemasInUse {
    private static final String COMPONENTS = "#/components/schemas/";

    /// The schemas whose empty fields are not written.
    private static final Set<String> WITH_GAPS = Set.of("Problem", "JobEvent", "Options", "QuestionView");

    /// The schemas used by answers that all operations share, and by webhooks.
    private static final Set<String> NAMED_ELSEWHERE = Set.of("Problem", "JobEvent");

    private final OpenAPI document;
    private final Map<String, Schema> schemas;

    SchemasInUse(OpenAPI document) {
        this.document = document;
        this.schemas = document.getComponents().getSchemas();
    }

    void refine() {
        var answers = reached(operations()
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .map(response -> response.getContent())
                .filter(Objects::nonNull));
        var bodies = reached(operations()
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .map(body -> body.getContent()));
        var unused = new TreeSet<>(schemas.keySet());
        unused.removeAll(answers);
        unused.removeAll(bodies);
        unused.removeAll(NAMED_ELSEWHERE);
        unused.forEach(document.getComponents()::removeSchema);
        schemas.forEach((name, schema) -> {
            if (schema.getProperties() != null && !WITH_GAPS.contains(name)) {
                if (answers.contains(name)) {
                    schema.setRequired(
                            schema.getProperties().keySet().stream().sorted().toList());
                }
                if (bodies.contains(name)) {
                    schema.setAdditionalPropertiesSchema(
                            OASFactory.createSchema().booleanSchema(false));
                }
            }
        });
    }

    private Stream<Operation> operations() {
        return document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream());
    }

    private Set<String> reached(Stream<Content> contents) {
        var found = new HashSet<String>();
        contents.flatMap(content -> content.getMediaTypes().values().stream())
                .map(MediaType::getSchema)
                .filter(Objects::nonNull)
                .forEach(part -> reach(part, found));
        return found;
    }

    private void reach(Schema schema, Set<String> found) {
        var ref = schema.getRef();
        if (ref != null && ref.startsWith(COMPONENTS)) {
            var name = ref.substring(COMPONENTS.length());
            if (found.add(name)) {
                reach(Objects.requireNonNull(schemas.get(name), name), found);
            }
        }
        Stream.of(
                        values(schema.getProperties()),
                        values(schema.getItems()),
                        values(schema.getAdditionalPropertiesSchema()),
                        values(schema.getAnyOf()),
                        values(schema.getOneOf()),
                        values(schema.getAllOf()))
                .flatMap(Collection::stream)
                .forEach(part -> reach(part, found));
    }

    private static Collection<Schema> values(@Nullable Map<String, Schema> some) {
        return some == null ? List.of() : some.values();
    }

    private static Collection<Schema> values(@Nullable List<Schema> some) {
        return some == null ? List.of() : some;
    }

    private static Collection<Schema> values(@Nullable Schema one) {
        return one == null ? List.of() : List.of(one);
    }
}
