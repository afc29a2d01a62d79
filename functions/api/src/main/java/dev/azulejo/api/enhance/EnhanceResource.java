package dev.azulejo.api.enhance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.job.JobView;
import dev.azulejo.api.job.Jobs;
import dev.azulejo.api.job.WaitPreference;
import dev.azulejo.api.order.Orders;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.repeat.IdempotencyKeys;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Answers `/v1/enhance`: jobs, in the words of hosted APIs.
@Path("/v1/enhance")
@Tag(name = "enhance")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EnhanceResource {
    private final Jobs jobs;
    private final Orders orders;
    private final Caller caller;

    public EnhanceResource(Jobs jobs, Orders orders, Caller caller) {
        this.jobs = jobs;
        this.orders = orders;
        this.caller = caller;
    }

    /// The form of the body.
    ///
    /// @param url address of a file on the web; else `upload` is the id of an upload
    /// @param width exactly so many pixels
    /// @param maxFileSize such as 2MB; the quality is lowered until the result is no larger
    /// @param expiresIn seconds that the result stays after the job's end
    /// @param copyTo where the result is put as well, such as s3://bucket/folder/
    /// @param webhook address told of this job's end, as a webhook is
    @Schema(name = "EnhanceRequest")
    public record EnhanceAsked(
            @Schema(nullable = true, format = "uri") @Nullable String url,

            @Schema(nullable = true) @Nullable String upload,

            @Schema(nullable = true, minimum = "1", maximum = "10000000") @Nullable Integer width,

            @Schema(nullable = true, minimum = "1", maximum = "10000000") @Nullable Integer height,

            @Schema(nullable = true, exclusiveMinimum = true, minimum = "0", maximum = "16") @Nullable Double scale,

            @Nullable List<String> enhancements,

            @JsonProperty("output_format") @Schema(nullable = true) @Nullable String outputFormat,

            @Schema(nullable = true, minimum = "1", maximum = "100") @Nullable Integer quality,

            @JsonProperty("max_file_size") @Schema(nullable = true) @Nullable String maxFileSize,

            @Schema(nullable = true, format = "uri") @Nullable String webhook,

            @JsonProperty("expires_in") @Schema(nullable = true, minimum = "1") @Nullable Long expiresIn,

            @JsonProperty("copy_to") @Schema(nullable = true) @Nullable String copyTo) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createEnhancement",
            summary = "Starts a job, in the words of hosted APIs",
            description = "The same as POST /v1/jobs, for programs that were written for another API.")
    @APIResponse(
            responseCode = "200",
            description = "It has ended within the time of Prefer: wait",
            content = @Content(schema = @Schema(implementation = EnhancementView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It goes on by itself",
            content = @Content(schema = @Schema(implementation = EnhancementView.class)))
    public Response enhance(
            @Parameter(description = "wait=N answers when the job has ended, or after N seconds, at most 25")
                    @HeaderParam("Prefer")
                    @Nullable String prefer,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @Context UriInfo uri,
            @RequestBody(content = @Content(schema = @Schema(implementation = EnhanceAsked.class))) @Nullable JsonNode json) {
        var translation = Translation.of(json);
        var errors = translation.errors(orders.errors(caller.tenant(), translation.body()));
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        var job = submitted(translation.body(), idempotencyKey);
        var wait = WaitPreference.of(prefer);
        if (wait.isPresent()) {
            job = jobs.waitFor(caller.tenant(), job.id(), wait.get());
        }
        var answer = job.status().isEnd()
                ? Response.ok()
                : Response.accepted()
                        .location(uri.getBaseUriBuilder()
                                .path("/v1/enhance/" + job.id())
                                .build());
        return answer.entity(EnhancementView.of(job, uri.getBaseUri())).build();
    }

    private JobView submitted(JsonNode body, @Nullable String idempotencyKey) {
        try {
            return jobs.submit(caller.tenant(), caller.key(), body, IdempotencyKeys.checked(idempotencyKey));
        } catch (ProblemException e) {
            var errors = e.problem().errors();
            throw errors.isEmpty()
                    ? e
                    : Problem.invalid(errors.stream().map(Translation::back).toList());
        }
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getEnhancement", summary = "Says where such a job stands")
    public EnhancementView get(@PathParam("id") String id, @Context UriInfo uri) {
        return EnhancementView.of(jobs.get(caller.tenant(), id), uri.getBaseUri());
    }
}
