package dev.azulejo.api.limit;

import dev.azulejo.api.access.TenantLimits;
import dev.azulejo.api.limit.Usage.Open;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.record.JsonObjects;
import dev.azulejo.api.record.JsonObjects.Found;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.WorkLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/// Keeps the usage of tenants: `usage/{tenant}.json`, replaced only as it was read. So no limit is
/// exceeded, however many requests come at once, on however many machines. Ended jobs are noticed at a
/// later look and need not be reported. Thread-safe.
final class Ledger {
    private static final double MEGAPIXEL = 1e6;

    /// How long a claim waits for its job, after which the process that made it counts as dead.
    private static final Duration NEVER_BEGUN = Duration.ofMinutes(10);

    /// The number of oldest jobs looked at for each claim: more than one, so the list shrinks.
    private static final int LOOKS = 3;

    private static final Duration OPEN_AGAIN = Duration.ofSeconds(15);
    private static final long MOST_PAUSE_NANOS = 20_000_000;

    private final JobObjects objects;
    private final JsonObjects records;

    // Within one process waiting is cheaper than trying again.
    private final ConcurrentHashMap<Tenant, ReentrantLock> locks = new ConcurrentHashMap<>();

    Ledger(JobObjects objects) {
        this.objects = objects;
        this.records = new JsonObjects(objects.work());
    }

    /// Notes all claims, or none. A claim noted before does not count.
    ///
    /// @param isKnown jobs that do not count
    /// @throws dev.azulejo.api.problem.ProblemException when a limit would be exceeded
    void claim(Tenant tenant, TenantLimits limits, List<Claim> claims, Predicate<JobId> isKnown, Instant now) {
        var lock = locks.computeIfAbsent(tenant, _ -> new ReentrantLock());
        lock.lock();
        try {
            while (!tryClaim(tenant, limits, claims, isKnown, now)) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_PAUSE_NANOS));
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean tryClaim(
            Tenant tenant, TenantLimits limits, List<Claim> claims, Predicate<JobId> isKnown, Instant now) {
        var found = records.find(key(tenant), Usage.class);
        var before = current(found.map(Found::record), now);
        var unnoted = claims.stream().filter(claim -> !isNoted(before, claim)).toList();
        var known = those(unnoted.stream().map(Claim::job).toList(), isKnown);
        var fresh =
                unnoted.stream().filter(claim -> !known.contains(claim.job())).toList();
        if (fresh.isEmpty()) {
            return true;
        }
        var swept = swept(before, LOOKS + fresh.size(), now);
        if (exceedsOpen(swept, limits, fresh)) {
            swept = swept(swept, Integer.MAX_VALUE, now);
            refuseOpen(swept, limits, fresh);
        }
        refuseMonth(swept, limits, fresh);
        var after = swept;
        for (var claim : fresh) {
            after = after.with(claim, now);
        }
        return records.replace(key(tenant), found, after);
    }

    private static boolean isNoted(Usage usage, Claim claim) {
        return usage.of(claim.job())
                .filter(open -> open.attempt() >= claim.attempt())
                .isPresent();
    }

    Usage usage(Tenant tenant, Instant now) {
        return swept(current(records.read(key(tenant), Usage.class), now), Integer.MAX_VALUE, now);
    }

    /// Returns the usage without those of the oldest jobs that have ended.
    ///
    /// @param most most that are looked at
    private Usage swept(Usage usage, int most, Instant now) {
        return usage.without(usage.open().stream()
                .limit(most)
                .gather(Gatherers.mapConcurrent(Premises.CALLS_AT_ONCE, open -> gone(open, now)))
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// Filters a list, testing many elements at once.
    static <T> Set<T> those(List<T> all, Predicate<T> holds) {
        return all.stream()
                .gather(Gatherers.mapConcurrent(
                        Premises.CALLS_AT_ONCE, item -> holds.test(item) ? Optional.of(item) : Optional.<T>empty()))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static Usage current(Optional<Usage> found, Instant now) {
        var month = Usage.month(now);
        return found.orElseGet(() -> Usage.none(month)).in(month);
    }

    /// Whether a claim is no longer open, with whether its job was ever begun; empty if it is open.
    private Optional<Map.Entry<Open, Boolean>> gone(Open open, Instant now) {
        var newest = objects.newest(new JobId(open.job()));
        boolean isBegun =
                newest.filter(attempt -> attempt.number() >= open.attempt()).isPresent();
        boolean isGone = isBegun
                ? newest.flatMap(objects::outcome).isPresent()
                : open.since().plus(NEVER_BEGUN).isBefore(now);
        return isGone ? Optional.of(Map.entry(open, isBegun)) : Optional.empty();
    }

    private static boolean exceedsOpen(Usage usage, TenantLimits limits, List<Claim> fresh) {
        return allowed(limits.openMegapixels())
                .filter(most -> usage.openPixels() + pixels(fresh) > most)
                .isPresent();
    }

    private static void refuseOpen(Usage usage, TenantLimits limits, List<Claim> fresh) {
        long more = pixels(fresh);
        if (allowed(limits.openMegapixels()).filter(most -> more > most).isPresent()) {
            throw Kind.BEYOND_LIMIT.exception(
                    "the results would have %s megapixels, and no more than %d may be open at once; ask for smaller results, for fewer at once, or ask the operator of this server for a larger limit"
                            .formatted(megapixels(more), limits.openMegapixels()));
        }
        if (exceedsOpen(usage, limits, fresh)) {
            throw Kind.TOO_MUCH_OPEN
                    .exception(
                            "the results would have %s megapixels; of %d that may be open at once, %s are: wait until jobs have ended, or cancel some"
                                    .formatted(
                                            megapixels(more), limits.openMegapixels(), megapixels(usage.openPixels())))
                    .retryAfter(OPEN_AGAIN);
        }
    }

    private static void refuseMonth(Usage usage, TenantLimits limits, List<Claim> fresh) {
        long more = fresh.stream().mapToLong(usage::more).sum();
        if (allowed(limits.monthMegapixels())
                .filter(most -> usage.monthPixels() + more > most)
                .isPresent()) {
            throw Kind.BUDGET_SPENT.exception(
                    "the results would have %s megapixels; of the %d for %s, %s are used: ask the operator of this server, or wait for the next month (UTC)"
                            .formatted(
                                    megapixels(more),
                                    limits.monthMegapixels(),
                                    usage.month(),
                                    megapixels(usage.monthPixels())));
        }
    }

    private static Optional<Double> allowed(@Nullable Long megapixels) {
        return Optional.ofNullable(megapixels).map(most -> most * MEGAPIXEL);
    }

    private static long pixels(List<Claim> claims) {
        return claims.stream().mapToLong(Claim::pixels).sum();
    }

    private static String megapixels(long pixels) {
        return String.format(Locale.ROOT, "%.3f", pixels / MEGAPIXEL);
    }

    private static String key(Tenant tenant) {
        return WorkLayout.USAGE.key(tenant.id() + ".json");
    }
}
