package dev.azulejo.api;

import dev.azulejo.api.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/// Adds to the generated document what holds everywhere: the key, the problems, and that answers leave no
/// field out.
public final class ApiDocument implements OASFilter {
    private static final String KEY = "key";
    private static final String JUDGE = "judge";

    /// What the key of one judge opens, and no other key.
    private static final String ARENAS = "/v1/arenas/";

    /// Whoever may be asked without a key.
    private static final List<String> OPEN = List.of("/v1/health", "/v1/ready", "/v1/content/");

    private static final Map<String, String> PROBLEMS = Map.ofEntries(
            Map.entry("400", "The request is not what is expected"),
            Map.entry("401", "There is no valid key"),
            Map.entry("402", "The month's megapixels are used"),
            Map.entry("403", "The link is no longer valid"),
            Map.entry("404", "There is no such thing of yours"),
            Map.entry("409", "It is not in a state for that"),
            Map.entry("410", "It was deleted"),
            Map.entry("413", "There are too many bytes"),
            Map.entry("415", "The body is of another kind"),
            Map.entry("422", "Some fields are wrong"),
            Map.entry("429", "There are too many requests, or too much is open"),
            Map.entry("503", "A storage does not answer now; try again later"));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getInfo()
                .description("Enhances images: enlarges, restores and denoises them, of any size. What it refuses is"
                        + " explained by problem details (RFC 9457).");
        document.getComponents()
                .addSecurityScheme(
                        KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A key, as azulejo serve prints it"));
        document.getComponents()
                .addSecurityScheme(
                        JUDGE,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "The key of one judge, as it stands in the link that azulejo arena invite prints"));
        document.getComponents().addSchema("Problem", problem());
        Optional.ofNullable(document.getComponents().getSchemas())
                .ifPresent(schemas -> schemas.forEach((name, schema) -> {
                    if (name.endsWith("View") || name.equals("Page") || name.equals("Health") || name.equals("Ready")) {
                        whole(schema);
                    }
                }));
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> complete(path, operation)));
    }

    private static void whole(Schema schema) {
        if (schema.getProperties() != null) {
            schema.setRequired(schema.getProperties().keySet().stream().sorted().toList());
        }
    }

    private static void complete(String path, Operation operation) {
        boolean isOpen = OPEN.stream().anyMatch(path::startsWith);
        if (!isOpen) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(path.startsWith(ARENAS) ? JUDGE : KEY));
        }
        new TreeMap<>(PROBLEMS)
                .forEach((status, description) -> operation
                        .getResponses()
                        .addAPIResponse(
                                status,
                                OASFactory.createAPIResponse()
                                        .description(description)
                                        .content(OASFactory.createContent()
                                                .addMediaType(
                                                        Problem.MEDIA_TYPE,
                                                        OASFactory.createMediaType()
                                                                .schema(OASFactory.createSchema()
                                                                        .ref("#/components/schemas/Problem"))))));
    }

    private static Schema problem() {
        var text = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
        var error = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("pointer", text)
                .addProperty("detail", text)
                .required(List.of("pointer", "detail"));
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("type", text)
                .addProperty("title", text)
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text)
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(error))
                .required(List.of("type", "title", "status", "detail"));
    }
}
