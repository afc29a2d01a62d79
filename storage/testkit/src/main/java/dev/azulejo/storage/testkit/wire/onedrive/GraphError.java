package dev.azulejo.storage.testkit.wire.onedrive;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.storage.testkit.wire.WireAnswer;

/// An answer that reports an error.
final class GraphError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final String code;
    private final String inner;

    GraphError(int status, String code, String message) {
        this(status, code, message, "");
    }

    /// @param inner a more detailed code; may be empty
    GraphError(int status, String code, String message, String inner) {
        super(message);
        this.status = status;
        this.code = code;
        this.inner = inner;
    }

    static GraphError notFound(String what) {
        return new GraphError(404, "itemNotFound", "The resource could not be found: " + what);
    }

    static GraphError nameExists() {
        return new GraphError(409, "nameAlreadyExists", "An item with the same name already exists");
    }

    static GraphError invalid(String message) {
        return new GraphError(400, "invalidRequest", message);
    }

    WireAnswer answer() {
        var error = JSON.createObjectNode().put("code", code).put("message", String.valueOf(getMessage()));
        var innerError = error.putObject("innerError");
        if (!inner.isEmpty()) {
            innerError.put("code", inner);
        }
        innerError.put("request-id", "00000000-0000-0000-0000-000000000000").put("date", "2026-01-01T00:00:00");
        return WireAnswer.json(
                status, JSON.createObjectNode().set("error", error).toString());
    }
}
