package dev.azulejo.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is asked for.
///
/// @param options see `/v1/options`; without a recipe it is `auto`
public record Order(Input input, Map<String, ?> options) {
    public Order {
        options = Collections.unmodifiableMap(new LinkedHashMap<String, Object>(options));
    }

    /// @param upload the id of an upload whose bytes are there
    public static Order ofUpload(String upload, Map<String, ?> options) {
        return new Order(new Input(upload), options);
    }

    /// @param upload the id of an upload
    public record Input(String upload) {}
}
