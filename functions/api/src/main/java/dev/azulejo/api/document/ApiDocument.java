package dev.azulejo.api.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.events.JacksonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/// Adds to the generated document what annotations of resources cannot express: keys, problems, headers,
/// options from the table of options, events of webhooks, and that answers leave no field out. Tests
/// compare every answer of the server with it.
public final class ApiDocument implements OASFilter {
    private static final String JSON = "application/json";
    private static final String KEY = "key";
    private static final String JUDGE = "judge";

    /// The paths that only the key of a judge opens.
    private static final String ARENAS = "/v1/arenas/";

    /// The paths that need no key.
    private static final List<String> OPEN = List.of("/v1/health", "/v1/ready", "/v1/content/", "/v1/problems/");

    private final JsonNode parts = read(ApiDocument.class, "parts.json");

    private static JsonNode read(Class<?> beside, String name) {
        try (var in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not beside " + beside);
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        head(document);
        var components = document.getComponents();
        components.addSecurityScheme(KEY, scheme("A key, as azulejo serve prints it and azulejo keys makes it"));
        components.addSecurityScheme(
                JUDGE, scheme("The key of one judge, as it stands in the link that azulejo arena invite prints"));
        parts.get("schemas")
                .properties()
                .forEach(schema -> components.addSchema(schema.getKey(), JsonSchemas.of(schema.getValue())));
        components.addSchema("Options", JsonSchemas.of(read(JacksonCodec.class, "event/options.schema.json")));
        parts.get("fields").properties().forEach(field -> {
            var place = field.getKey().split("[.]", 2);
            Objects.requireNonNull(components.getSchemas().get(place[0]), field.getKey())
                    .addProperty(place[1], JsonSchemas.of(field.getValue()));
        });
        Answers.PROBLEMS.forEach(
                (status, description) -> components.addResponse(name(status), problem(status, description)));
        var missing = new TreeSet<>(Answers.named());
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> {
                    missing.remove(operation.getOperationId());
                    complete(path, operation);
                }));
        document.addWebhook("jobEnded", OASFactory.createPathItem().POST(event()));
        new SchemasInUse(document).refine();
        if (document.getPaths().getPathItems().containsKey("/v1/content/{token}/{name}") && !missing.isEmpty()) {
            throw new IllegalStateException("there are no operations " + missing);
        }
    }

    private void head(OpenAPI document) {
        document.getInfo()
                .description("Enhances images: enlarges, restores and denoises them, of any size. What it refuses is"
                        + " explained by problem details (RFC 9457). Every operation may also answer 405,"
                        + " 414, 421, 431 or 501, as RFC 9110 has them.")
                .license(OASFactory.createLicense().name("Apache 2.0").identifier("Apache-2.0"));
        document.addServer(OASFactory.createServer()
                .url("http://127.0.0.1:{port}")
                .description("azulejo serve, on this machine")
                .addVariable("port", OASFactory.createServerVariable().defaultValue("8787")));
        document.addServer(OASFactory.createServer()
                .url("https://{api}.execute-api.{region}.amazonaws.com")
                .description("A deployment: the output ApiUrl, without /v1")
                .addVariable("api", OASFactory.createServerVariable().defaultValue("a1b2c3d4e5"))
                .addVariable("region", OASFactory.createServerVariable().defaultValue("eu-central-1")));
        document.setTags(parts.get("tags").properties().stream()
                .map(tag -> OASFactory.createTag()
                        .name(tag.getKey())
                        .description(tag.getValue().asText()))
                .toList());
    }

    private static SecurityScheme scheme(String description) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(description);
    }

    private static String name(int status) {
        return "Problem" + status;
    }

    private APIResponse problem(int status, String description) {
        var response = OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
        addHeader(response, "X-Request-Id");
        switch (status) {
            case 401 -> addHeader(response, "WWW-Authenticate");
            case 416 -> addHeader(response, "Content-Range");
            case 429, 503 -> addHeader(response, "Retry-After");
            default -> {}
        }
        return response;
    }

    private void addHeader(APIResponse response, String name) {
        var schema = JsonSchemas.of(parts.get("headers").get(name));
        response.addHeader(
                name,
                OASFactory.createHeader().description(schema.getDescription()).schema(schema.description(null)));
    }

    private void complete(String path, Operation operation) {
        boolean isOpen = OPEN.stream().anyMatch(path::startsWith);
        operation.setSecurity(
                isOpen
                        ? List.of()
                        : List.of(OASFactory.createSecurityRequirement()
                                .addScheme(path.startsWith(ARENAS) ? JUDGE : KEY)));
        Stream.of(path.split("/"))
                .filter(segment -> segment.startsWith("{"))
                .forEach(variable ->
                        addMissing(operation, variable.substring(1, variable.length() - 1), Parameter.In.PATH));
        body(operation);
        responses(path, operation, isOpen);
        parameters(operation).forEach(this::complete);
    }

    private static void addMissing(Operation operation, String name, Parameter.In place) {
        if (parameters(operation).stream().noneMatch(parameter -> name.equals(parameter.getName()))) {
            operation.addParameter(OASFactory.createParameter().name(name).in(place));
        }
    }

    private static List<Parameter> parameters(Operation operation) {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of());
    }

    private void complete(Parameter parameter) {
        if (parameter.getIn() == Parameter.In.PATH) {
            parameter.setRequired(true);
        }
        var ours = parts.get("parameters").get(parameter.getName());
        if (ours != null) {
            var schema = JsonSchemas.of(ours);
            parameter.setDescription(schema.getDescription());
            parameter.setSchema(schema.description(null));
        }
    }

    private void body(Operation operation) {
        var body = operation.getRequestBody();
        if (body == null) {
            return;
        }
        body.setRequired(true);
        Optional.ofNullable(body.getContent().getMediaType(JSON)).ifPresent(json -> {
            var schema = json.getSchema().getRef();
            json.setExample(example(schema.substring(schema.lastIndexOf('/') + 1)));
        });
    }

    private Object example(String schema) {
        var example = parts.get("examples").get(schema);
        if (example == null) {
            throw new IllegalStateException("parts.json has no example of " + schema);
        }
        return JsonSchemas.plain(example);
    }

    private void responses(String path, Operation operation, boolean isOpen) {
        var responses = operation.getResponses();
        var rates = isOpen || path.startsWith(ARENAS) ? List.<String>of() : List.of("RateLimit-Policy", "RateLimit");
        responses.getAPIResponses().values().forEach(response -> {
            addHeader(response, "X-Request-Id");
            Answers.headers(operation).forEach(header -> addHeader(response, header));
            rates.forEach(header -> addHeader(response, header));
        });
        if (Answers.isTagged(operation)) {
            responses.addAPIResponse(
                    "304", OASFactory.createAPIResponse().description("You have this answer already: If-None-Match"));
            addMissing(operation, "If-None-Match", Parameter.In.HEADER);
        }
        Answers.problems(path, operation, isOpen)
                .forEach(status -> responses.addAPIResponse(
                        String.valueOf(status),
                        OASFactory.createAPIResponse().ref("#/components/responses/" + name(status))));
    }

    /// The operation that a receiver of webhooks implements.
    private static Operation event() {
        return OASFactory.createOperation()
                .operationId("receiveJobEvent")
                .summary("A job has ended, or a webhook is tried")
                .description("Signed after Standard Webhooks: verify webhook-signature before you believe the body.")
                .tags(List.of("webhooks"))
                .security(List.of())
                .addParameter(header("webhook-id", "The event's id: it may come again, under the same id"))
                .addParameter(header("webhook-timestamp", "Seconds since 1970, when this attempt was signed"))
                .addParameter(header("webhook-signature", "One or several signatures, with a space between"))
                .requestBody(OASFactory.createRequestBody()
                        .required(true)
                        .content(OASFactory.createContent()
                                .addMediaType(
                                        JSON,
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema()
                                                        .ref("#/components/schemas/JobEvent")))))
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse(
                                "2XX", OASFactory.createAPIResponse().description("You have it, within 15 seconds"))
                        .addAPIResponse(
                                "410",
                                OASFactory.createAPIResponse().description("You want no more: the webhook is disabled"))
                        .addAPIResponse(
                                "4XX",
                                OASFactory.createAPIResponse()
                                        .description("It is sent again later, ten times in all")));
    }

    private static Parameter header(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .required(true)
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }
}
