package dev.azulejo.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// An announced file.
///
/// @param name on the server
/// @param parts the parts of its bytes, in order
/// @param expiresAt when the addresses of the parts stop working
public record Upload(String id, String name, long bytes, List<Part> parts, Instant expiresAt) {
    public Upload {
        parts = List.copyOf(parts);
    }

    /// @param number from 1 on
    /// @param url for one PUT of exactly these bytes, without a key
    /// @param headers that the PUT must have; may be empty
    public record Part(int number, long bytes, String url, Map<String, String> headers) {
        public Part {
            headers = Map.copyOf(headers);
        }
    }
}
