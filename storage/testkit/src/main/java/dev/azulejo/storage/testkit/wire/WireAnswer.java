package dev.azulejo.storage.testkit.wire;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// An answer to be sent.
///
/// @param isContent whether the body is a file's content
public record WireAnswer(int status, Map<String, String> headers, StoredBytes body, boolean isContent) {
    private static final StoredBytes NOTHING = StoredBytes.of(new byte[0]);

    public static WireAnswer empty(int status) {
        return new WireAnswer(status, Map.of(), NOTHING, false);
    }

    public static WireAnswer json(int status, String json) {
        return new WireAnswer(
                status,
                Map.of("Content-Type", "application/json"),
                StoredBytes.of(json.getBytes(StandardCharsets.UTF_8)),
                false);
    }

    public static WireAnswer content(int status, StoredBytes bytes) {
        return new WireAnswer(status, Map.of("Content-Type", "application/octet-stream"), bytes, true);
    }

    public WireAnswer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new WireAnswer(status, more, body, isContent);
    }
}
