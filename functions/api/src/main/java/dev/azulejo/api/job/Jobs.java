package dev.azulejo.api.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.limit.Admission;
import dev.azulejo.api.order.Orders;
import dev.azulejo.api.port.Desk;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.record.Submission;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.repeat.IdempotencyKeys;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.option.OptionValue;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The operations of callers on jobs. A job of another tenant counts as missing. Thread-safe.
@Singleton
public class Jobs {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /// The most jobs looked at for a page of one status: an answer must come within seconds, however rare
    /// they are.
    static final int MOST_LOOKED_AT = 500;

    private final Premises premises;
    private final TenantObjects records;
    private final Orders orders;
    private final JobStarts starts;
    private final JobEnds ends;
    private final JobViews views;
    private final Admission admission;
    private final Lifetimes lifetimes;
    private final IdempotencyKeys keys;
    private final Desk desk;

    public Jobs(
            Premises premises,
            TenantObjects records,
            Orders orders,
            JobStarts starts,
            JobEnds ends,
            JobViews views,
            Admission admission,
            Lifetimes lifetimes,
            IdempotencyKeys keys,
            Desk desk) {
        this.premises = premises;
        this.records = records;
        this.orders = orders;
        this.starts = starts;
        this.ends = ends;
        this.views = views;
        this.admission = admission;
        this.lifetimes = lifetimes;
        this.keys = keys;
        this.desk = desk;
    }

    /// Begins a job, unless an equal request did: then it returns that job. The job is written first; after
    /// a death here the caller has no answer, nothing is promised, and the same request continues.
    ///
    /// @param key the id of the caller's key
    /// @param idempotencyKey the caller's name of the request, if any
    public JobView submit(
            Tenant tenant, Optional<String> key, @Nullable JsonNode body, Optional<String> idempotencyKey) {
        var resolved = orders.resolve(tenant, body).by(key);
        var request = resolved.request();
        var seen = starts.look(tenant, List.of(request.job()));
        idempotencyKey.ifPresent(given -> keys.remember(tenant, given, resolved.body(), seen.deleted()));
        admission.admit(tenant, List.of(request), seen.known());
        starts.take(tenant, resolved, seen);
        return views.of(tenant, starts.begin(tenant, resolved, seen));
    }

    /// Begins a job whose use counts for no key.
    public JobView submit(Tenant tenant, @Nullable JsonNode body, Optional<String> idempotencyKey) {
        return submit(tenant, Optional.empty(), body, idempotencyKey);
    }

    /// The state of a job in a list. One without a record yet is about to get one.
    public JobViews.Brief brief(Tenant tenant, JobId job) {
        return records.submission(tenant, job).map(views::brief).orElse(JobViews.Brief.BEGUN);
    }

    public JobView get(Tenant tenant, String id) {
        return views.of(tenant, present(tenant, id));
    }

    Submission present(Tenant tenant, String id) {
        var submission = find(tenant, id);
        if (submission.deletedAt() != null) {
            throw Kind.GONE.exception("the job was deleted at %s".formatted(submission.deletedAt()));
        }
        if (lifetimes.isOver(submission)) {
            throw Kind.GONE.exception("the time of the job's results is over");
        }
        return submission;
    }

    /// The state of a job, whether or not it was deleted meanwhile.
    JobView look(Tenant tenant, String id) {
        return views.of(tenant, find(tenant, id));
    }

    /// Waits until the job has ended, but no longer than `most`.
    public JobView waitFor(Tenant tenant, String id, Duration most) {
        var job = find(tenant, id).job();
        long start = System.nanoTime();
        while (true) {
            long seen = desk.changes(job);
            var view = look(tenant, id);
            do {
                if (view.status().isEnd() || System.nanoTime() - start > most.toNanos()) {
                    return view;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            } while (desk.changes(job) == seen);
        }
    }

    /// @param jobs as many as were asked for, or fewer
    /// @param next cursor of the next page; absent at the end
    @Schema(name = "JobPageView")
    public record Page(
            List<JobView> jobs,
            @Schema(nullable = true) @Nullable String next) {}

    private record Listed(String cursor, JobView job) {}

    /// The newest jobs first.
    public Page list(Tenant tenant, Paging paging, JobFilter filter) {
        int limit = paging.limit();
        int most = filter.looks() ? MOST_LOOKED_AT : limit;
        var cursors = records.cursors(tenant, paging.cursor().orElse(""), filter.from(), filter.before(), most);
        var wanted = wanted(tenant, filter);
        var found = cursors.stream()
                .gather(Gatherers.windowFixed(Premises.CALLS_AT_ONCE))
                .flatMap(some -> looked(tenant, some, filter, wanted).stream())
                .limit(limit)
                .toList();
        var last = found.size() == limit ? found.getLast().cursor() : cursors.size() == most ? cursors.getLast() : null;
        return new Page(found.stream().map(Listed::job).toList(), last);
    }

    /// Selects the records whose job must be looked at. Another tenant's batch has no jobs, like a missing
    /// one.
    private Predicate<Submission> wanted(Tenant tenant, JobFilter filter) {
        if (filter.batch().isEmpty()) {
            return filter::isOf;
        }
        var jobs = records.batch(tenant, filter.batch().get())
                .map(batch -> Set.copyOf(batch.jobIds()))
                .orElse(Set.of());
        return submission -> jobs.contains(submission.job()) && filter.isOf(submission);
    }

    private List<Listed> looked(Tenant tenant, List<String> cursors, JobFilter filter, Predicate<Submission> wanted) {
        return cursors.stream()
                .gather(Gatherers.mapConcurrent(Premises.CALLS_AT_ONCE, cursor -> look(tenant, cursor, filter, wanted)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Listed> look(Tenant tenant, String cursor, JobFilter filter, Predicate<Submission> wanted) {
        return records.submission(tenant, cursor)
                .filter(wanted)
                .filter(submission -> filter.status().isEmpty() || filter.isIn(views.status(submission)))
                .map(submission -> new Listed(cursor, views.of(tenant, submission)))
                .filter(listed -> filter.isIn(listed.job().status())); // it may have moved on
    }

    JobView cancel(Tenant tenant, String id) {
        var submission = find(tenant, id);
        var job = submission.job();
        if (!cancelIfOpen(tenant, job)) {
            throw Kind.NOT_POSSIBLE_NOW.exception("the job has ended already, or its results are being delivered");
        }
        return views.of(tenant, submission);
    }

    /// @return whether it was
    public boolean cancelIfOpen(Tenant tenant, JobId job) {
        return ends.cancelIfOpen(tenant, job, "it was cancelled through the API");
    }

    JobView redrive(Tenant tenant, String id) {
        var submission = find(tenant, id);
        var job = submission.job();
        var objects = premises.objects();
        var newest = objects.newest(job);
        var outcome = newest.flatMap(objects::outcome);
        if (submission.deletedAt() != null || outcome.isEmpty() || isThere(outcome.get())) {
            throw Kind.NOT_POSSIBLE_NOW.exception(
                    "only a job that failed, was rejected or was cancelled can be tried again");
        }
        objects.findRequest(job).ifPresent(request -> admission.admitAgain(tenant, request));
        if (!starts.again(tenant, newest.get())) {
            throw Kind.GONE.exception("the job was deleted just now");
        }
        return views.of(tenant, submission);
    }

    private static boolean isThere(Outcome outcome) {
        return outcome instanceof Succeeded succeeded && !succeeded.superseded();
    }

    void delete(Tenant tenant, String id) {
        if (!ends.delete(tenant, find(tenant, id).job(), "it was deleted through the API")) {
            throw Kind.NOT_POSSIBLE_NOW.exception("its results are being delivered; delete it in a moment");
        }
    }

    Submission find(Tenant tenant, String id) {
        return JobId.parse(id)
                .flatMap(job -> records.submission(tenant, job))
                .orElseThrow(
                        () -> Kind.NOT_FOUND.exception("there is no job %s of yours".formatted(OptionValue.shown(id))));
    }

    long changes(JobId job) {
        return desk.changes(job);
    }
}
