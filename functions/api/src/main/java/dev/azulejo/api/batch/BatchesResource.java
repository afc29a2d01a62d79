package dev.azulejo.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.job.IdempotencyKeys;
import dev.azulejo.api.tag.Tagged;
import dev.azulejo.api.tenant.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/v1/batches`: translates requests into what [Batches] does.
@Path("/v1/batches")
@Tag(name = "batches")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BatchesResource {
    private final Batches batches;
    private final Caller caller;

    public BatchesResource(Batches batches, Caller caller) {
        this.batches = batches;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Starts many jobs, or none",
            description =
                    "If anything is wrong, all of it is said and nothing starts. The same jobs in the same order are"
                            + " the same batch, however often it is asked for.")
    @APIResponse(
            responseCode = "202",
            description = "The batch, whose jobs go on by themselves",
            content = @Content(schema = @Schema(implementation = BatchView.class)))
    public Response submit(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @RequestBody(content = @Content(schema = @Schema(implementation = BatchOrders.Asked.class))) @Nullable JsonNode body) {
        return accepted(batches.submit(caller.tenant(), body, IdempotencyKeys.checked(idempotencyKey)));
    }

    @GET
    @Tagged
    @Path("{id}")
    @Operation(summary = "Says how far a batch is")
    public BatchView get(@PathParam("id") String id) {
        return batches.get(caller.tenant(), id);
    }

    @POST
    @Path("{id}/cancel")
    @Operation(summary = "Ends those jobs of a batch that have not ended")
    @APIResponse(
            responseCode = "202",
            description = "The batch",
            content = @Content(schema = @Schema(implementation = BatchView.class)))
    public Response cancel(@PathParam("id") String id) {
        return accepted(batches.cancel(caller.tenant(), id));
    }

    private static Response accepted(BatchView batch) {
        return Response.accepted(batch)
                .location(URI.create(batch.links().self()))
                .build();
    }
}
