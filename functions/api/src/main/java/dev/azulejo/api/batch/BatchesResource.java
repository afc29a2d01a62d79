package dev.azulejo.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.repeat.IdempotencyKeys;
import dev.azulejo.api.tag.Tagged;
import dev.azulejo.api.tag.Tags;
import dev.azulejo.api.tenant.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Answers `/v1/batches` by calling [Batches].
@Path("/v1/batches")
@Tag(name = "batches")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BatchesResource {
    private final Batches batches;
    private final Tags tags;
    private final Caller caller;

    public BatchesResource(Batches batches, Tags tags, Caller caller) {
        this.batches = batches;
        this.tags = tags;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createBatch",
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
    @Operation(operationId = "listBatches", summary = "Lists batches, the newest first")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    public BatchPage list(@Context UriInfo uri) {
        return batches.list(caller.tenant(), Paging.checked(uri));
    }

    @GET
    @Tagged
    @Path("{id}")
    @Operation(operationId = "getBatch", summary = "Says how far a batch is")
    public BatchView get(@PathParam("id") String id) {
        return batches.get(caller.tenant(), id);
    }

    @POST
    @Path("{id}/cancel")
    @Operation(operationId = "cancelBatch", summary = "Ends those jobs of a batch that have not ended")
    @APIResponse(
            responseCode = "202",
            description = "The batch",
            content = @Content(schema = @Schema(implementation = BatchView.class)))
    public Response cancel(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        tags.require(ifMatch, () -> get(id));
        return accepted(batches.cancel(caller.tenant(), id));
    }

    private static Response accepted(BatchView batch) {
        return Response.accepted(batch)
                .location(URI.create(batch.links().self()))
                .build();
    }
}
