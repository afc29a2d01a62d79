package dev.azulejo.server;

import dev.azulejo.api.tenant.Open;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `/connected`: where the browser comes back to from the page of a drive's service (RFC 8252, section 7.3). It brings
/// no key; what it brings is worth something to the one who has asked alone.
@Open
@Path("/connected")
@Blocking
public class ConnectedResource {
    private final DriveConsents consents;

    ConnectedResource(DriveConsents consents) {
        this.consents = consents;
    }

    @GET
    @Operation(hidden = true)
    public Response end(@Context UriInfo uri) {
        var query = Optional.ofNullable(uri.getRequestUri().getRawQuery()).orElse("");
        return Response.seeOther(URI.create(consents.end(query) ? "/drives.html#connected" : "/drives.html#refused"))
                .build();
    }
}
