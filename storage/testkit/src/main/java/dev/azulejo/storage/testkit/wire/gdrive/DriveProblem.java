package dev.azulejo.storage.testkit.wire.gdrive;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.storage.testkit.wire.WireAnswer;

/// An error of the API, in its own words
/// (<https://developers.google.com/workspace/drive/api/guides/handle-errors>).
final class DriveProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final String domain;
    private final String reason;

    DriveProblem(int status, String domain, String reason, String message) {
        super(message);
        this.status = status;
        this.domain = domain;
        this.reason = reason;
    }

    static DriveProblem notFound(String id) {
        return new DriveProblem(404, "global", "notFound", "File not found: %s.".formatted(id));
    }

    static DriveProblem invalid(String what) {
        return new DriveProblem(400, "global", "invalid", "Invalid Value: " + what);
    }

    static DriveProblem taken() {
        return new DriveProblem(409, "global", "fileIdInUse", "A file already exists with the provided ID.");
    }

    static DriveProblem limited(int status, String reason) {
        return new DriveProblem(status, "usageLimits", reason, "Rate limit exceeded. Please retry your request later.");
    }

    static DriveProblem unknownToken() {
        return new DriveProblem(
                401,
                "global",
                "authError",
                "Request had invalid authentication credentials. Expected OAuth 2 access token.");
    }

    /// The error as JSON, with a number as `code`: Google's library refuses a text there.
    WireAnswer answer() {
        var error = JSON.createObjectNode();
        error.put("code", status).put("message", getMessage());
        error.putArray("errors")
                .addObject()
                .put("message", getMessage())
                .put("domain", domain)
                .put("reason", reason);
        var json = JSON.createObjectNode().set("error", error).toString();
        return WireAnswer.json(status, json).with("Content-Type", "application/json; charset=UTF-8");
    }
}
