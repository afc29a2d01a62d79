package dev.azulejo.storage.drives.dropbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Printable;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.drives.DriveReply;
import dev.azulejo.storage.drives.DriveRequest;
import java.util.function.UnaryOperator;

/// Calls of Dropbox's API, version 2. Thread-safe.
final class DropboxApi {
    static final int CONFLICT = 409;

    /// Writes arguments for a header: JSON whose characters beyond ASCII are escaped.
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final DriveHttp http;
    private final DropboxHosts hosts;

    DropboxApi(DriveHttp http, DropboxHosts hosts) {
        this.http = http;
        this.hosts = hosts;
    }

    static ObjectNode arguments() {
        return JSON.createObjectNode();
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    DriveReply rpc(String route, ObjectNode arguments) {
        return checked(
                route, http.ask(DriveRequest.post(hosts.api() + "/2/" + route, text(arguments)), DropboxApi::isBusy));
    }

    /// Sends a request without a token: knowing a cursor is enough to wait for changes.
    DriveReply withoutToken(String route, ObjectNode arguments) {
        return checked(
                route,
                http.ask(DriveRequest.post(hosts.notification() + "/2/" + route, text(arguments))
                        .elsewhere()));
    }

    DriveReply upload(String route, ObjectNode arguments, byte[] content) {
        var request = DriveRequest.of("POST", hosts.content() + "/2/" + route)
                .with("Content-Type", "application/octet-stream")
                .with("Dropbox-API-Arg", text(arguments))
                .withBody(content);
        return checked(route, http.ask(request, DropboxApi::isBusy));
    }

    /// Downloads a file; the reply is to be closed.
    DriveReply download(String route, ObjectNode arguments, UnaryOperator<DriveRequest> part) {
        var request = DriveRequest.of("POST", hosts.content() + "/2/" + route).with("Dropbox-API-Arg", text(arguments));
        return http.send(part.apply(request));
    }

    private static String text(ObjectNode arguments) {
        try {
            return JSON.writeValueAsString(arguments);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("arguments are texts and numbers", e);
        }
    }

    private static DriveReply checked(String route, DriveReply reply) {
        if (reply.status() == FORBIDDEN) {
            throw new StorageDenied("Dropbox refuses %s: %s".formatted(route, said(reply)), null);
        }
        if (reply.status() == BAD_REQUEST || (reply.status() != CONFLICT && reply.status() / 100 != 2)) {
            throw reply.unexpected(route);
        }
        return reply;
    }

    /// The tags of an error, such as `path/conflict/file/...`; empty if it is none.
    static String error(DriveReply reply) {
        return reply.status() == CONFLICT ? reply.json().path("error_summary").asText() : "";
    }

    private static boolean isBusy(DriveReply reply) {
        return error(reply).contains("too_many_write_operations");
    }

    /// The failure for an error that does not depend on the state of a file.
    static StorageFailure failure(String path, DriveReply reply) {
        var error = error(reply);
        if (error.contains("malformed_path") || error.contains("disallowed_name")) {
            return new InvalidKey("Dropbox does not hold %s: %s".formatted(path, said(reply)), null);
        }
        if (error.contains("conflict/folder")) {
            return new InvalidKey("%s is a folder in Dropbox".formatted(path), null);
        }
        if (error.contains("conflict/file_ancestor")) {
            return new InvalidKey("what would be a folder of %s is a file in Dropbox".formatted(path), null);
        }
        if (error.contains("insufficient_space")) {
            return new StorageFull("this Dropbox has no room for %s".formatted(path), null);
        }
        if (error.contains("permission")
                || error.contains("access_restricted")
                || error.contains("restricted_content")) {
            return new StorageDenied("Dropbox refuses %s: %s".formatted(path, said(reply)), null);
        }
        return reply.unexpected(path);
    }

    private static String said(DriveReply reply) {
        var summary = reply.json().path("error_summary").asText();
        return summary.isEmpty() ? reply.json().toString() : Printable.text(summary);
    }
}
