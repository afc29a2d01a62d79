package dev.azulejo.api.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.job.JobView.Status;
import dev.azulejo.api.order.Orders;
import dev.azulejo.api.port.Room;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.repeat.IdempotencyKeys;
import dev.azulejo.api.tag.Tagged;
import dev.azulejo.api.tag.Tags;
import dev.azulejo.api.tenant.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.ArrayList;
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

/// Answers `/v1/jobs` by calling [Jobs].
@Path("/v1/jobs")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JobsResource {
    private final Jobs jobs;
    private final Previews previews;
    private final Tags tags;
    private final Room room;
    private final Caller caller;

    public JobsResource(Jobs jobs, Previews previews, Tags tags, Room room, Caller caller) {
        this.jobs = jobs;
        this.previews = previews;
        this.tags = tags;
        this.room = room;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createJob",
            summary = "Starts a job",
            description =
                    "The same upload, or the same version of the same address, with the same options is the same job,"
                            + " however often it is asked for. A file at an address is fetched first.")
    @APIResponse(
            responseCode = "200",
            description = "The job, which has ended within the time of Prefer: wait",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(
            responseCode = "202",
            description = "The job, which goes on by itself",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response submit(
            @Parameter(description = "wait=N answers when the job has ended, or after N seconds, at most 25")
                    @HeaderParam("Prefer")
                    @Nullable String prefer,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @RequestBody(content = @Content(schema = @Schema(implementation = Orders.Asked.class))) @Nullable JsonNode body) {
        var job = jobs.submit(caller.tenant(), caller.key(), body, IdempotencyKeys.checked(idempotencyKey));
        var wait = WaitPreference.of(prefer);
        if (wait.isEmpty()) {
            return accepted(job);
        }
        var later = jobs.waitFor(caller.tenant(), job.id(), wait.get());
        var answer = later.status().isEnd() ? Response.ok(later) : Response.fromResponse(accepted(later));
        return answer.header("Preference-Applied", "wait=" + wait.get().toSeconds())
                .build();
    }

    @GET
    @Tagged
    @Operation(operationId = "listJobs", summary = "Lists jobs, the newest first")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(implementation = Status.class))
    @Parameter(name = "recipe", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "createdFrom", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "createdBefore", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "batch", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    public Jobs.Page list(@Context UriInfo uri) {
        var errors = new ArrayList<FieldError>();
        var paging = Paging.read(uri, errors);
        var filter = JobFilter.read(uri, errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return jobs.list(caller.tenant(), paging, filter);
    }

    @GET
    @Tagged
    @Path("{id}")
    @Operation(
            operationId = "getJob",
            summary = "Says where a job stands",
            description = "One that was deleted is gone; lists show it.")
    public JobView get(@PathParam("id") String id) {
        return jobs.get(caller.tenant(), id);
    }

    @GET
    @Path("{id}/preview")
    @Operation(
            operationId = "getJobPreview",
            summary = "Gives what a viewer shows of a job that has succeeded",
            description =
                    "Pyramids of the source and of the result, to be read in ranges: for images that a browser cannot"
                            + " hold or read. They are made when first asked for, which the request waits for.")
    public PreviewView preview(@PathParam("id") String id) {
        return previews.of(caller.tenant(), id);
    }

    @POST
    @Path("{id}/cancel")
    @Operation(operationId = "cancelJob", summary = "Ends a job that has not ended")
    @APIResponse(
            responseCode = "202",
            description = "The job, which ends",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response cancel(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        tags.require(ifMatch, () -> get(id));
        return accepted(jobs.cancel(caller.tenant(), id));
    }

    @POST
    @Path("{id}/redrive")
    @Operation(operationId = "redriveJob", summary = "Tries a job again that came to nothing, from as far as it got")
    @APIResponse(
            responseCode = "202",
            description = "The job, which goes on",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response redrive(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        tags.require(ifMatch, () -> get(id));
        return accepted(jobs.redrive(caller.tenant(), id));
    }

    @DELETE
    @Path("{id}")
    @Produces(MediaType.WILDCARD) // nothing
    @Operation(operationId = "deleteJob", summary = "Removes a job's results and pixels")
    @APIResponse(responseCode = "204", description = "They are gone")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        tags.require(ifMatch, () -> get(id));
        room.whileRemoving(() -> jobs.delete(caller.tenant(), id));
    }

    private static Response accepted(JobView job) {
        return Response.accepted(job).location(URI.create(job.links().self())).build();
    }
}
