package dev.azulejo.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.azulejo.api.contract.ApiCaller.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Compares answers with `docs/openapi.json`: the status must be one of the operation's, and the body of the kind and
/// shape that the document says. Whoever talks to the API in a test does so by [ApiCaller], which has every answer
/// compared; so whatever a test makes the API say must be in the document. Thread-safe.
public final class DocumentedAnswers {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final JsonNode DOCUMENT = read();

    private DocumentedAnswers() {}

    static JsonNode document() {
        return DOCUMENT;
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(Path.of("../docs/openapi.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Does nothing for what the document does not name: other addresses, other methods.
    ///
    /// @param path as it was asked for, with its query
    static void check(String method, String path, Answer answer) {
        var operation = operation(method, path.replaceFirst("[?#].*", ""));
        if (operation.isEmpty()) {
            return;
        }
        var named = "%s: %d %s".formatted(operation.get().path("operationId").asText(), answer.status(), answer.text());
        var response = resolved(operation.get().get("responses").path(String.valueOf(answer.status())));
        assertThat(response.isMissingNode())
                .as("docs/openapi.json does not say that it may answer so: " + named)
                .isFalse();
        if (answer.bytes().length > 0 && answer.header("content-encoding").isEmpty()) {
            assertThat(body(response, answer)).as(named).isEmpty();
        }
    }

    /// The names of all operations.
    public static Set<String> operations() {
        return new TreeSet<>(DOCUMENT.get("paths").findValuesAsText("operationId"));
    }

    /// The name of the operation that a request asks for; empty if it asks for something else.
    ///
    /// @param path with its query
    public static Optional<String> operationId(String method, String path) {
        return operation(method, path.replaceFirst("[?#].*", ""))
                .map(operation -> operation.get("operationId").asText());
    }

    private static Optional<JsonNode> operation(String method, String path) {
        var verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return DOCUMENT.get("paths").properties().stream()
                .filter(item -> path.matches(item.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .min(Comparator.comparingInt(item -> item.getKey().indexOf('{'))) // a word before a variable
                .map(item -> item.getValue().path(verb))
                .filter(operation -> !operation.isMissingNode());
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
    }

    /// What is wrong with a body, line by line.
    private static List<String> body(JsonNode response, Answer answer) {
        var type = answer.header("content-type").replaceFirst(";.*", "");
        var content = response.path("content").properties().stream()
                .filter(its -> its.getKey().equals(type) || its.getKey().equals("*/*"))
                .findFirst();
        if (content.isEmpty()) {
            return List.of("%s is none of %s".formatted(type, response.path("content")));
        }
        var schema = content.get().getValue().path("schema");
        return type.endsWith("json") && !schema.isMissingNode() ? mismatches(schema, answer.json()) : List.of();
    }

    private static List<String> mismatches(JsonNode schema, JsonNode body) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", DOCUMENT.get("components"));
        return SCHEMAS.getSchema(whole).validate(body).stream()
                .map(Object::toString)
                .toList();
    }
}
