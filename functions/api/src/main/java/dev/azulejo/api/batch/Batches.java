package dev.azulejo.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.job.JobStarts;
import dev.azulejo.api.job.JobView.Amount;
import dev.azulejo.api.job.JobViews.Brief;
import dev.azulejo.api.job.Jobs;
import dev.azulejo.api.limit.Admission;
import dev.azulejo.api.order.Orders.Resolved;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.record.Batch;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.repeat.IdempotencyKeys;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.option.OptionValue;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/// Begins many jobs with one request: all or none. Thread-safe.
@Singleton
public class Batches {
    private static final int ID_DIGITS = 24;

    private final BatchOrders orders;
    private final Admission admission;
    private final IdempotencyKeys keys;
    private final TenantObjects records;
    private final Jobs jobs;
    private final JobStarts starts;
    private final Clock clock;

    public Batches(
            BatchOrders orders,
            Admission admission,
            IdempotencyKeys keys,
            TenantObjects records,
            Jobs jobs,
            JobStarts starts,
            Clock clock) {
        this.orders = orders;
        this.admission = admission;
        this.keys = keys;
        this.records = records;
        this.jobs = jobs;
        this.starts = starts;
        this.clock = clock;
    }

    /// Begins a batch, after all jobs are found valid and within the tenant's limits. The list of jobs is
    /// then written; after a death while they begin, the caller has no answer, and the same request, which
    /// is the same batch, continues.
    ///
    /// @throws dev.azulejo.api.problem.ProblemException with all problems
    BatchView submit(Tenant tenant, Optional<String> by, @Nullable JsonNode body, Optional<String> idempotencyKey) {
        var resolved =
                orders.resolve(tenant, body).stream().map(order -> order.by(by)).toList();
        var distinct = List.copyOf(resolved.stream()
                .collect(Collectors.toMap(job -> job.request().job(), job -> job, (one, _) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .map(one -> resolved.size() > 1 ? one.inBulk() : one)
                .toList());
        var requests = distinct.stream().map(Resolved::request).toList();
        var seen = starts.look(tenant, requests.stream().map(JobRequest::job).toList());
        idempotencyKey.ifPresent(key -> keys.remember(tenant, key, request(resolved), seen.deleted()));
        var known = seen.known();
        admission.admit(tenant, requests, known);
        distinct.stream()
                .gather(Gatherers.mapConcurrent(Premises.CALLS_AT_ONCE, job -> {
                    starts.take(tenant, job, seen);
                    return job;
                }))
                .forEach(_ -> {});
        var batch = records.add(
                tenant,
                new Batch(
                        Batch.SCHEMA,
                        id(resolved),
                        clock.instant(),
                        resolved.stream().map(job -> job.request().job().text()).toList()));
        distinct.stream()
                .gather(Gatherers.mapConcurrent(Premises.CALLS_AT_ONCE, job -> starts.begin(tenant, job, seen)))
                .forEach(_ -> {});
        // Jobs that began just now need no look.
        return view(batch, job -> known.contains(job) ? jobs.brief(tenant, job) : Brief.BEGUN);
    }

    /// The id of a batch: equal for equal jobs in equal order.
    private static String id(List<Resolved> resolved) {
        return "b" + hash(resolved, job -> job.request().job().text()).hex().substring(0, ID_DIGITS);
    }

    /// The hash of the request, which may lead to other jobs once a file on the web has changed.
    private static Hash request(List<Resolved> resolved) {
        return hash(resolved, job -> job.body().hex());
    }

    private static Hash hash(List<Resolved> resolved, Function<Resolved, String> part) {
        var text = resolved.stream().map(part).collect(Collectors.joining("\n"));
        return Hash.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    BatchPage list(Tenant tenant, Paging paging) {
        var found = records.batches(tenant, paging.cursor().orElse(""), paging.limit());
        return new BatchPage(
                found.stream()
                        .map(batch -> new BatchPage.Brief(
                                batch.id(), batch.createdAt(), batch.jobs().size(), BatchView.Links.of(batch.id())))
                        .toList(),
                found.size() < paging.limit() ? null : found.getLast().cursor());
    }

    BatchView get(Tenant tenant, String id) {
        return view(find(tenant, id), job -> jobs.brief(tenant, job));
    }

    /// Cancels the jobs that have not ended; one whose results are being delivered is left alone.
    BatchView cancel(Tenant tenant, String id) {
        var batch = find(tenant, id);
        batch.distinct().stream()
                .gather(Gatherers.mapConcurrent(Premises.CALLS_AT_ONCE, job -> jobs.cancelIfOpen(tenant, job)))
                .forEach(_ -> {});
        return view(batch, job -> jobs.brief(tenant, job));
    }

    private Batch find(Tenant tenant, String id) {
        return records.batch(tenant, id)
                .orElseThrow(() ->
                        Kind.NOT_FOUND.exception("there is no batch %s of yours".formatted(OptionValue.shown(id))));
    }

    private static BatchView view(Batch batch, Function<JobId, Brief> look) {
        Map<JobId, Brief> briefs = batch.distinct().stream()
                .gather(Gatherers.mapConcurrent(Premises.CALLS_AT_ONCE, job -> Map.entry(job, look.apply(job))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var counts = new TreeMap<String, Integer>();
        briefs.values().forEach(brief -> counts.merge(brief.status().text(), 1, Integer::sum));
        return new BatchView(
                batch.id(),
                batch.createdAt(),
                briefs.values().stream().allMatch(brief -> brief.status().isEnd()),
                counts,
                briefs.values().stream().map(Brief::megapixels).reduce(Amount.NOTHING, Amount::plus),
                batch.jobIds().stream()
                        .map(job -> new BatchView.Item(
                                job.text(),
                                Objects.requireNonNull(briefs.get(job)).status(),
                                "/v1/jobs/" + job))
                        .toList(),
                BatchView.Links.of(batch.id()));
    }
}
