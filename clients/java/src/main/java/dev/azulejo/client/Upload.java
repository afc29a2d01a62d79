package dev.azulejo.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A file that was announced.
///
/// @param name as it is called on the server
/// @param parts where its bytes go, one after another
/// @param expiresAt when the addresses of the parts stop working
public record Upload(String id, String name, long bytes, List<Part> parts, Instant expiresAt) {
    public Upload {
        parts = List.copyOf(parts);
    }

    /// @param number from 1 on
    /// @param url takes one PUT of exactly so many bytes, without a key
    /// @param headers that the PUT must have; none where the server names none
    public record Part(int number, long bytes, String url, Map<String, String> headers) {
        public Part {
            headers = Map.copyOf(headers);
        }
    }
}
