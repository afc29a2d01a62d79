package dev.azulejo.api.upload;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A file that was announced.
///
/// @param name as it is called here
/// @param parts the requests that bring its bytes
public record UploadView(String id, String name, long bytes, List<Part> parts, Instant expiresAt) {
    /// @param number from 1 on
    /// @param url for one PUT of exactly these bytes, without a key
    /// @param headers that the PUT must have
    @Schema(name = "UploadPartView")
    public record Part(int number, long bytes, String url, Map<String, String> headers) {}
}
