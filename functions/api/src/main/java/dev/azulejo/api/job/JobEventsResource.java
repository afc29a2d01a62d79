package dev.azulejo.api.job;

import dev.azulejo.api.port.Premises;
import dev.azulejo.api.tenant.Caller;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobId;
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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/v1/jobs/{id}/events`: a job again with each change, until it has ended (server-sent events, WHATWG HTML 9.2).
@Path("/v1/jobs/{id}/events")
@Tag(name = "jobs")
public class JobEventsResource {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /// So that nothing between us and the caller takes the silence for an end.
    private static final int LOOKS_PER_COMMENT = 60;

    private static final int LOOKS_AT_ONCE = 8;

    /// Looks take a few files each, whoever follows: a thread for each of hundreds would be memory for nothing.
    private static final Executor LOOKS = Executors.newFixedThreadPool(
            LOOKS_AT_ONCE, Thread.ofPlatform().daemon().name("events-", 0).factory());

    private final Jobs jobs;
    private final Caller caller;
    private final Premises premises;

    public JobEventsResource(Jobs jobs, Caller caller, Premises premises) {
        this.jobs = jobs;
        this.caller = caller;
        this.premises = premises;
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
        var follower = new Follower(jobs, tenant, new JobId(jobs.get(tenant, id).id()), sse);
        long looks = premises.longestAnswer().dividedBy(BETWEEN_LOOKS);
        return Multi.createFrom()
                .ticks()
                .every(BETWEEN_LOOKS)
                .onOverflow()
                .drop()
                .select()
                .first(tick -> !follower.ended && tick < looks)
                .select()
                .where(follower::hasNews)
                .emitOn(LOOKS)
                .map(follower::look)
                .filter(Optional::isPresent)
                .map(Optional::get);
    }

    /// One stream: what it said last, and whether that was the end. For one thread at a time.
    private static final class Follower {
        private final Jobs jobs;
        private final Tenant tenant;
        private final JobId job;
        private final Sse sse;
        private volatile long seen = -1;
        private volatile boolean ended;

        Follower(Jobs jobs, Tenant tenant, JobId job, Sse sse) {
            this.jobs = jobs;
            this.tenant = tenant;
            this.job = job;
            this.sse = sse;
        }

        /// Whether there is anything to say. Quick: it is asked by whoever tells the time to all.
        boolean hasNews(long tick) {
            return tick % LOOKS_PER_COMMENT == 0 || jobs.changes(job) != seen;
        }

        Optional<OutboundSseEvent> look(long tick) {
            long changes = jobs.changes(job);
            if (changes == seen) {
                return tick % LOOKS_PER_COMMENT == 0
                        ? Optional.of(
                                sse.newEventBuilder().comment("still here").build())
                        : Optional.empty();
            }
            seen = changes;
            var view = jobs.look(tenant, job.text());
            ended = view.status().isEnd();
            return Optional.of(sse.newEventBuilder()
                    .name("job")
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(view)
                    .build());
        }
    }
}
