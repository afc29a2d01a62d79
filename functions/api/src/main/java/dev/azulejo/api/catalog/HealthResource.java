package dev.azulejo.api.catalog;

import dev.azulejo.api.tenant.Open;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Answers `/v1/health`, which needs no key, and no thread but the one that reads requests.
@Open
@Path("/v1/health")
@Tag(name = "catalog")
public class HealthResource {
    public record Health(String status) {}

    @GET
    @NonBlocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getHealth", summary = "Says that the server is up")
    public Health health() {
        return new Health("up");
    }
}
