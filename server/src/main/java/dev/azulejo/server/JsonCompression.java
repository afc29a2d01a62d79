package dev.azulejo.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.tag.Tags;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Compresses JSON for clients that accept it (RFC 9110, 8.4). Not all that the server says: with Vert.x's
/// own compression files would not go from the kernel to the connection any more, and pictures are packed
/// already.
public class JsonCompression {
    /// The least length that is compressed: what fits into one packet of Ethernet is not sent sooner.
    private static final int LEAST_BYTES = 1400;

    /// Whether a client names an encoding, and not with the weight 0, which forbids it (RFC 9110, 12.5.3).
    private static final Pattern GZIP =
            Pattern.compile("(?i)(^|[,\\s])gzip\\s*(;\\s*q=(1|0[.]0*[1-9])[0-9.]*)?\\s*(,|$)");

    private final ObjectMapper json;

    JsonCompression(ObjectMapper json) {
        this.json = json;
    }

    /// Compresses an answer once it has its tag.
    @ServerResponseFilter(priority = Priorities.USER - 1000)
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) throws IOException {
        var type = answer.getMediaType();
        if (!answer.hasEntity() || type == null || !type.getSubtype().endsWith("json")) {
            return;
        }
        answer.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        var accepted = request.getHeaderString(HttpHeaders.ACCEPT_ENCODING);
        if (accepted == null || !GZIP.matcher(accepted).find()) {
            return;
        }
        var plain = answer.getEntity() instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : json.writeValueAsBytes(answer.getEntity());
        if (plain.length < LEAST_BYTES) {
            return;
        }
        answer.setEntity(packed(plain));
        answer.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
        if (answer.getHeaders().getFirst(HttpHeaders.ETAG) instanceof String tag) {
            answer.getHeaders().putSingle(HttpHeaders.ETAG, Tags.compressed(tag));
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
