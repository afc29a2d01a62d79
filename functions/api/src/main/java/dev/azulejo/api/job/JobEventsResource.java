package dev.azulejo.api.job;

import dev.azulejo.api.job.JobFollowers.News;
import dev.azulejo.api.record.TenantJob;
import dev.azulejo.api.tenant.Caller;
import dev.azulejo.api.tenant.LinkKeys;
import dev.azulejo.api.tenant.Linked;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Answers `/v1/jobs/{id}/events`: the job again with each change, until it has ended (server-sent events,
/// WHATWG HTML 9.2).
@Path("/v1/jobs/{id}/events")
@Tag(name = "jobs")
public class JobEventsResource {
    private final Jobs jobs;
    private final Caller caller;
    private final JobFollowers news;

    public JobEventsResource(Jobs jobs, Caller caller, JobFollowers news) {
        this.jobs = jobs;
        this.caller = caller;
        this.news = news;
    }

    /// Thrown when the client knows of the end already.
    private static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// The answer 204, without which an `EventSource` begins the stream anew (WHATWG HTML, 9.2.2).
    @ServerExceptionMapper(Over.class)
    Response over() {
        return Response.noContent().build();
    }

    @GET
    @Linked
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "X-Accel-Buffering", value = "no") // nginx would gather events for minutes
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            operationId = "followJob",
            summary = "Follows a job to its end",
            description = "Each event `job` holds the whole job. In the cloud the stream ends after 20 seconds,"
                    + " and a browser's EventSource begins it anew by itself.")
    @APIResponse(
            responseCode = "200",
            description = "An event for each change",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "204", description = "The job has ended, and Last-Event-ID is of its end")
    @Blocking // until the stream begins: keys and jobs are read from a disk or from S3
    public Multi<OutboundSseEvent> follow(
            @PathParam("id") String id,
            @Parameter(description = "Instead of a key: as the job's links have it")
                    @QueryParam(LinkKeys.PARAMETER)
                    @Nullable String link,
            @Parameter(description = "The last event that you have; nothing is sent until there is another one")
                    @HeaderParam("Last-Event-ID")
                    @Nullable String last,
            @Context Sse sse) {
        var tenant = caller.tenant();
        var job = new TenantJob(tenant, jobs.present(tenant, id).job());
        if (last != null && news.isEnd(job, last)) {
            throw new Over();
        }
        return news.of(job, Optional.ofNullable(last)).map(item -> event(sse, item));
    }

    private static OutboundSseEvent event(Sse sse, Optional<News> item) {
        return item.isEmpty()
                ? sse.newEventBuilder().comment("still here").build()
                : sse.newEventBuilder()
                        .name("job")
                        .id(item.get().id())
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(item.get().text())
                        .build();
    }
}
