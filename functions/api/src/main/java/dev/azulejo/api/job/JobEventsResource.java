package dev.azulejo.api.job;

import dev.azulejo.api.record.TenantJob;
import dev.azulejo.api.tenant.Caller;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/v1/jobs/{id}/events`: a job again with each change, until it has ended (server-sent events, WHATWG HTML 9.2).
@Path("/v1/jobs/{id}/events")
@Tag(name = "jobs")
public class JobEventsResource {
    private final Jobs jobs;
    private final Caller caller;
    private final JobNews news;

    public JobEventsResource(Jobs jobs, Caller caller, JobNews news) {
        this.jobs = jobs;
        this.caller = caller;
        this.news = news;
    }

    /// What a line of the stream holds.
    ///
    /// @param data a job as JSON
    public record Event(String event, String data) {}

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follows a job to its end",
            description = "Each event `job` holds the whole job. In the cloud the stream ends after 20 seconds,"
                    + " and a browser's EventSource begins it anew by itself.")
    @APIResponse(
            responseCode = "200",
            description = "An event for each change",
            content = @Content(schema = @Schema(implementation = Event.class)))
    @Blocking // until the stream begins: keys and jobs are read from a disk or from S3
    public Multi<OutboundSseEvent> follow(@PathParam("id") String id, @Context Sse sse) {
        var tenant = caller.tenant();
        return news.of(new TenantJob(tenant, jobs.present(tenant, id).job())).map(item -> event(sse, item));
    }

    private static OutboundSseEvent event(Sse sse, Optional<String> item) {
        return item.isEmpty()
                ? sse.newEventBuilder().comment("still here").build()
                : sse.newEventBuilder()
                        .name("job")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(item.get())
                        .build();
    }
}
