package dev.azulejo.api.limit;

import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.access.TenantLimits;
import dev.azulejo.api.order.MissingModels;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.port.Quoting;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.storage.NoSuchObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Gatherers;

/// Decides before a job begins whether its tenant may have it, by the header of its image. Without limits,
/// and with all models there, no header is read. Thread-safe.
@Singleton
public class Admission {
    /// The most headers at once: each may take a process and memory.
    private static final int HEADERS_AT_ONCE = 8;

    private final AccessObjects access;
    private final Premises premises;
    private final TenantObjects records;
    private final Quoting quoting;
    private final MissingModels models;
    private final Clock clock;
    private final Ledger ledger;

    public Admission(
            AccessObjects access,
            Premises premises,
            TenantObjects records,
            Quoting quoting,
            MissingModels models,
            Clock clock) {
        this.access = access;
        this.premises = premises;
        this.records = records;
        this.quoting = quoting;
        this.models = models;
        this.clock = clock;
        this.ledger = new Ledger(premises.objects());
    }

    /// Admits all jobs or none.
    ///
    /// @param known the jobs that the tenant has already, which do not count
    /// @throws dev.azulejo.api.problem.ProblemException when a limit would be exceeded
    public void admit(Tenant tenant, List<JobRequest> requests, Set<JobId> known) {
        var fresh = requests.stream()
                .filter(request -> !known.contains(request.job()))
                .toList();
        claim(tenant, fresh, true, job -> records.has(tenant, job));
    }

    /// Admits a redrive of a job that has ended.
    ///
    /// @throws dev.azulejo.api.problem.ProblemException when a limit would be exceeded
    public void admitAgain(Tenant tenant, JobRequest request) {
        claim(tenant, List.of(request), false, _ -> false);
    }

    private void claim(Tenant tenant, List<JobRequest> fresh, boolean counts, Predicate<JobId> isKnown) {
        fresh.forEach(models::check);
        var limits = access.limits(tenant);
        if (!hasPixelLimits(limits)) {
            return;
        }
        var claims = fresh.stream()
                .gather(Gatherers.mapConcurrent(
                        HEADERS_AT_ONCE,
                        request -> new Claim(request.job(), nextAttempt(request), pixels(request), counts)))
                .toList();
        // Asked again when all headers are read: an equal request may have been quicker.
        ledger.claim(tenant, limits, claims, isKnown, clock.instant());
    }

    private static boolean hasPixelLimits(TenantLimits limits) {
        return limits.openMegapixels() != null || limits.monthMegapixels() != null;
    }

    private int nextAttempt(JobRequest request) {
        var ending = new JobEnding(premises.objects());
        return premises.objects()
                .newest(request.job())
                .map(newest -> ending.isDecided(newest) ? newest.number() + 1 : newest.number())
                .orElse(Attempt.first(request.job()).number());
    }

    /// The pixels of a job's results; 0 for an unreadable file, which will be rejected.
    private long pixels(JobRequest request) {
        try {
            return quoting.plan(request) instanceof Planned planned
                    ? planned.plan().outputs().stream()
                            .mapToLong(output ->
                                    (long) output.size().width() * output.size().height())
                            .sum()
                    : 0;
        } catch (UnreadableImage | NoSuchObject e) {
            return 0;
        }
    }

    LimitsView limits(Tenant tenant, long uploadBytes) {
        var limits = access.limits(tenant);
        var now = clock.instant();
        return LimitsView.of(limits, ledger.usage(tenant, now), uploadBytes);
    }
}
