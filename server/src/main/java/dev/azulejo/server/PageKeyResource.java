package dev.azulejo.server;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `/v1/page-key`: what the page keeps instead of the key that it was opened with. It asks before anything else.
@Path("/v1/page-key")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PageKeyResource {
    private final PageKeys keys;

    PageKeyResource(PageKeys keys) {
        this.keys = keys;
    }

    /// @param key good until the server stops, or the one that it stands for ends
    public record PageKey(String key) {}

    /// @param header whose key has been found good
    @POST
    @Operation(hidden = true)
    public PageKey instead(@HeaderParam(HttpHeaders.AUTHORIZATION) String header) {
        return new PageKey(keys.insteadOf(header.substring(header.indexOf(' ')).strip()));
    }
}
