package dev.azulejo.storage.drives;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/// The facts that another process needs to continue an upload.
///
/// @param position how many bytes the state of the hash includes
/// @param hashState of the service's hash; empty if that cannot be kept
/// @param upload the service's own token; empty if nothing was sent yet
record DriveToken(
        String key, long bytes, Map<String, String> metadata, long position, String hashState, String upload) {
    private static final ObjectMapper JSON = new ObjectMapper();

    DriveToken {
        if (key == null || metadata == null || hashState == null || upload == null) {
            throw new IllegalArgumentException("a token that lacks something");
        }
    }

    /// @throws IllegalArgumentException when it is none
    static DriveToken parse(String text) {
        try {
            return JSON.readValue(text, DriveToken.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no token of an upload to a drive", e);
        }
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a token is texts and numbers", e);
        }
    }
}
