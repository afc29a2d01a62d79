package dev.azulejo.api.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.api.problem.ApiWords;
import dev.azulejo.api.record.Use;
import dev.azulejo.api.record.UseObjects;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.request.Correlation;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.notify.Telling;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.events.OutcomeEvent;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Records the end of a job, and its use, for the webhooks of its tenant. Once it returns, no event can be lost; after
/// a
/// death before that, [#isUntold] finds the job. Thread-safe.
public final class WebhookNotifier implements Notifier {
    private final JobObjects objects;
    private final WebhookObjects records;
    private final UseObjects uses;
    private final Deliveries deliveries;
    private final Courier courier;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    private final Tenancy tenancy;

    /// @param uploads place of sources, each under its tenant
    /// @param results place of results, each under its tenant
    /// @param work as events name it
    /// @param shown names of places in events
    public record Tenancy(URI uploads, URI results, URI work, ShownPlaces shown) {
        /// Makes a tenancy whose events show places as they are.
        public Tenancy(URI uploads, URI results, URI work) {
            this(uploads, results, work, ShownPlaces.AS_THEY_ARE);
        }
    }

    public WebhookNotifier(
            JobObjects objects,
            WebhookObjects records,
            Deliveries deliveries,
            Courier courier,
            Clock clock,
            Tenancy tenancy) {
        this.objects = objects;
        this.records = records;
        this.uses = new UseObjects(objects.work());
        this.deliveries = deliveries;
        this.courier = courier;
        this.clock = clock;
        this.tenancy = tenancy;
    }

    @Override
    public void ended(String eventId, Outcome outcome, Optional<Correlation> correlation) {
        var tenant = tenantOf(outcome);
        if (tenant.isEmpty()) {
            return; // not a job of the API
        }
        var key = JobKeys.outcome(outcome.ofAttempt());
        var written = objects.work()
                .stat(key)
                .orElseThrow(() -> new NoSuchObject("no object " + key, null))
                .modified();
        var event = OutcomeEvent.of(eventId, tenancy.shown().in(outcome), correlation, tenancy.work(), written);
        var note = records.noted(tenant.get(), outcome.job());
        var json = noting(event.detail(), note.metadata());
        var pending = new ArrayList<>(deliveries.record(tenant.get(), eventId, event.type(), json));
        note.webhooks().stream()
                .flatMap(url -> deliveries.recordNamed(tenant.get(), url, eventId, event.type(), json).stream())
                .forEach(pending::add);
        if (note.key() != null) { // else it was deleted, and has counted when it was told first
            uses.note(tenant.get(), written, note.key(), outcome.ofAttempt(), use(outcome));
        }
        records.told(tenant.get(), eventId);
        var now = clock.instant();
        pending.forEach(ref -> courier.due(ref, now));
    }

    /// Adds the caller's metadata of the job to an event in the words of the API.
    private static String noting(String event, Map<String, String> metadata) {
        try {
            var tree = (ObjectNode) JSON.readTree(event);
            var data = tree.withObject("data");
            if (data.has("detail")) {
                data.put("detail", ApiWords.of(data.get("detail").asText()));
            }
            if (!metadata.isEmpty()) {
                data.set("metadata", JSON.valueToTree(metadata));
            }
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // we have written it
        }
    }

    private Use use(Outcome outcome) {
        long pixelsIn = objects.planned(outcome.ofAttempt())
                .map(manifest -> manifest.plan().image().pixels())
                .orElse(0L);
        var results = outcome instanceof Succeeded succeeded ? succeeded.results() : List.<Outcome.DeliveredResult>of();
        return new Use(
                1,
                results.isEmpty() ? 0 : 1,
                pixelsIn,
                results.stream()
                        .mapToLong(result -> (long) result.width() * result.height())
                        .sum(),
                outcome.source().bytes(),
                results.stream().mapToLong(Outcome.DeliveredResult::bytes).sum());
    }

    /// Finds the tenant of a job, by its result's place, or else by its source's: an unreadable request may
    /// be the reason that the job failed.
    private Optional<Tenant> tenantOf(Outcome outcome) {
        return objects.readableRequest(outcome.job())
                .map(JobRequest::destination)
                .filter(uri -> uri.place().equals(tenancy.results()))
                .or(() -> Optional.of(outcome.source().uri())
                        .filter(uri -> uri.place().equals(tenancy.uploads())))
                .map(StorageUri::key)
                .map(key -> new Tenant(key.substring(0, key.indexOf('/'))));
    }

    /// Whether the newest attempt of the job has ended without an event. Earlier attempts are never looked
    /// at again, so their events are sent from here, too.
    ///
    /// @param told the result of [WebhookObjects#told]
    public boolean isUntold(JobId job, Set<String> told) {
        var newest = objects.newest(job);
        if (newest.isEmpty()) {
            return false;
        }
        var tell = new Telling(objects, this);
        IntStream.range(0, newest.get().number())
                .mapToObj(number -> new Attempt(job, number))
                .filter(attempt -> isUntold(attempt, told))
                .forEach(tell::run);
        return isUntold(newest.get(), told);
    }

    private boolean isUntold(Attempt attempt, Set<String> told) {
        return !told.contains(Telling.eventId(attempt))
                && objects.outcome(attempt).isPresent();
    }
}
