package dev.azulejo.storage.testkit.wire.dropbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// The arguments of a call. Undocumented ones are refused, as Dropbox does. In headers, letters beyond
/// ASCII must be escaped, as the documentation says; Dropbox itself takes UTF-8 too, which rclone sends.
record DropboxCall(JsonNode arguments, byte[] content) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = {};

    /// Parses a call whose body is its arguments.
    static DropboxCall rpc(WireRequest request) throws DropboxError {
        var type = request.header("content-type").orElse("");
        if (!type.startsWith("application/json")) {
            throw DropboxError.badRequest(
                    "Bad HTTP \"Content-Type\" header: \"%s\". Expecting one of \"application/json\"".formatted(type));
        }
        return new DropboxCall(parsed(new String(request.body(), StandardCharsets.UTF_8)), NOTHING);
    }

    /// Parses a call whose body is content.
    static DropboxCall upload(WireRequest request) throws DropboxError {
        var type = request.header("content-type").orElse("");
        if (!type.equals("application/octet-stream")) {
            throw DropboxError.badRequest(
                    "Bad HTTP \"Content-Type\" header: \"%s\". Expecting one of \"application/octet-stream\""
                            .formatted(type));
        }
        return new DropboxCall(parsed(header(request)), request.body());
    }

    /// Parses a call whose answer is content.
    static DropboxCall download(WireRequest request) throws DropboxError {
        if (request.body().length > 0) {
            throw DropboxError.badRequest("a download has no body");
        }
        return new DropboxCall(parsed(header(request)), NOTHING);
    }

    private static String header(WireRequest request) throws DropboxError {
        var text = request.header("dropbox-api-arg")
                .or(() -> request.parameter("arg"))
                .orElseThrow(() -> DropboxError.badRequest("Must provide HTTP header \"Dropbox-API-Arg\""));
        if (text.chars().anyMatch(unit -> unit >= 0x7f)) {
            throw DropboxError.badRequest("HTTP header \"Dropbox-API-Arg\": could not decode input as JSON");
        }
        return text;
    }

    private static JsonNode parsed(String text) throws DropboxError {
        try {
            return JSON.readTree(text.isEmpty() ? "null" : text);
        } catch (JsonProcessingException e) {
            throw DropboxError.badRequest("could not decode input as JSON");
        }
    }

    DropboxCall allow(String... names) throws DropboxError {
        allow(arguments, Set.of(names));
        return this;
    }

    private static void allow(JsonNode node, Set<String> names) throws DropboxError {
        for (var field : node.properties()) {
            if (!names.contains(field.getKey())) {
                throw DropboxError.badRequest("unknown field '%s'".formatted(field.getKey()));
            }
        }
    }

    DropboxCall inner(String name) throws DropboxError {
        var inner = arguments.get(name);
        if (inner == null || !inner.isObject()) {
            throw DropboxError.badRequest("%s: missing required field".formatted(name));
        }
        return new DropboxCall(inner, content);
    }

    String text(String name) throws DropboxError {
        return optional(name).orElseThrow(() -> DropboxError.badRequest("%s: missing required field".formatted(name)));
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(arguments.get(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    boolean flag(String name, boolean usual) {
        var value = arguments.get(name);
        return value == null ? usual : value.asBoolean();
    }

    long number(String name, long usual, long least, long most) throws DropboxError {
        var value = arguments.get(name);
        if (value == null || value.isNull()) {
            return usual;
        }
        if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
            throw DropboxError.badRequest("%s: %s is not within range [%d, %d]".formatted(name, value, least, most));
        }
        return value.longValue();
    }

    /// The mode of a write; a union without a value may be its tag alone.
    DropboxTree.Mode mode() throws DropboxError {
        var mode = arguments.get("mode");
        boolean isStrict = flag("strict_conflict", false);
        if (flag("autorename", false)) {
            throw DropboxError.badRequest("autorename: this double of Dropbox does not do that");
        }
        if (mode == null || mode.isTextual()) {
            return new DropboxTree.Mode(mode == null ? "add" : mode.textValue(), "", isStrict);
        }
        var rev = mode.path("update").asText("");
        if (mode.path(".tag").asText().equals("update") && !rev.matches("[0-9a-f]{9,}")) {
            throw DropboxError.badRequest("mode: update: '%s' did not match pattern '[0-9a-f]+'".formatted(rev));
        }
        return new DropboxTree.Mode(mode.path(".tag").asText(), rev, isStrict);
    }

    Optional<Instant> modified() {
        return optional("client_modified").map(Instant::parse);
    }
}
