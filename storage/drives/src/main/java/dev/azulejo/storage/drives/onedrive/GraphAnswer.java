package dev.azulejo.storage.drives.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import java.util.Locale;

/// An answer that was read to its end.
///
/// @param isAfterLostAnswer whether the request was sent before with an unknown result
record GraphAnswer(int status, JsonNode json, boolean isAfterLostAnswer) {
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int GONE = 410;
    static final int PRECONDITION = 412;
    static final int RANGE = 416;
    private static final int BAD = 400;
    private static final int FORBIDDEN = 403;
    private static final int FULL = 507;

    boolean isFine() {
        return status >= 200 && status < 300;
    }

    boolean isBad() {
        return status == BAD;
    }

    /// The message for people, if any.
    String message() {
        return json.path("error").path("message").asText("");
    }

    /// @param what was requested, such as `to store a.jpg`
    StorageFailure failure(String what) {
        var code = json.path("error").path("code").asText("");
        var message = "OneDrive answers %d to our wish %s: %s %s".formatted(status, what, code, message());
        boolean isFull = status == FULL || code.toLowerCase(Locale.ROOT).contains("quota");
        if (isFull) {
            return new StorageFull(message, null);
        }
        return status == FORBIDDEN ? new StorageDenied(message, null) : new StorageUnavailable(message, null);
    }
}
