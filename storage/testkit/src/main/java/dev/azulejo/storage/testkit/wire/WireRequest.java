package dev.azulejo.storage.testkit.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request as it arrived.
///
/// @param path decoded, without the query
/// @param rawPath as it came
/// @param query its parameters, decoded; the last of those that came twice
/// @param headers by names in lower case
public record WireRequest(
        String method,
        String path,
        String rawPath,
        Map<String, String> query,
        Map<String, List<String>> headers,
        byte[] body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(List::getLast);
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public Optional<String> token() {
        return header("authorization")
                .filter(text -> text.startsWith("Bearer "))
                .map(text -> text.substring(7));
    }

    WireRequest withBody(byte[] bytes) {
        return new WireRequest(method, path, rawPath, query, headers, bytes);
    }
}
