package dev.azulejo.storage.testkit.wire.dropbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An answer that reports an error.
final class DropboxError extends Exception {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient WireAnswer answer;

    private DropboxError(String message, WireAnswer answer) {
        super(message);
        this.answer = answer;
    }

    WireAnswer answer() {
        return answer;
    }

    /// Makes a 409 with tags from the outside in, such as `path`, `conflict`, `file`.
    static DropboxError tagged(String... tags) {
        return because(tags, nested(tags, 0));
    }

    /// Makes a 409 whose innermost tag is a struct with one number.
    static DropboxError numbered(String field, long number, String... tags) {
        var error = nested(tags, 0);
        var inner = error;
        for (int depth = 0; depth < tags.length - 1; depth++) {
            inner = (ObjectNode) inner.get(tags[depth]);
        }
        inner.put(field, number);
        return because(tags, error);
    }

    /// Makes the error of `upload` about a path: a struct, which is not nested under its tag.
    static DropboxError unwritten(String session, DropboxError reason) {
        return reason.flattened(session);
    }

    private DropboxError flattened(String session) {
        try {
            var body = (ObjectNode) JSON.readTree(answer.body().all());
            var reason = body.get("error").get("path");
            var error = JSON.createObjectNode().put(".tag", "path").put("upload_session_id", session);
            error.set("reason", reason);
            body.set("error", error);
            return new DropboxError(String.valueOf(getMessage()), WireAnswer.json(answer.status(), body.toString()));
        } catch (java.io.IOException e) {
            throw new IllegalStateException("an error is JSON", e);
        }
    }

    /// Makes a 400 with a text, as for a request that no program should send.
    static DropboxError badRequest(String text) {
        return new DropboxError(
                text,
                new WireAnswer(
                        400,
                        Map.of("Content-Type", "text/plain; charset=utf-8"),
                        StoredBytes.of(text.getBytes(StandardCharsets.UTF_8)),
                        false));
    }

    static DropboxError unauthorized(String tag) {
        var body = JSON.createObjectNode().put("error_summary", tag + "/...");
        body.putObject("error").put(".tag", tag);
        return new DropboxError(tag, WireAnswer.json(401, body.toString()));
    }

    private static DropboxError because(String[] tags, ObjectNode error) {
        var summary = String.join("/", tags) + "/...";
        var body = JSON.createObjectNode().put("error_summary", summary);
        body.set("error", error);
        return new DropboxError(summary, WireAnswer.json(409, body.toString()));
    }

    private static ObjectNode nested(String[] tags, int depth) {
        var node = JSON.createObjectNode().put(".tag", tags[depth]);
        if (depth < tags.length - 1) {
            node.set(tags[depth], nested(tags, depth + 1));
        }
        return node;
    }
}
