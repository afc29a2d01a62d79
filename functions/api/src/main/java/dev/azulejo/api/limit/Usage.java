package dev.azulejo.api.limit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.azulejo.core.job.key.JobId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The usage of a tenant, in pixels of results.
///
/// @param month such as `2026-11`, in UTC
/// @param monthPixels of all jobs that were begun in it
/// @param open jobs that had not ended at the last look; the oldest first
/// @param neverBegun counted jobs that had not begun long after: they do not count again
record Usage(
        int schema,
        String month,
        long monthPixels,
        List<Open> open,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> neverBegun) {
    static final int SCHEMA = 1;

    @SuppressWarnings("NullAway") // earlier builds wrote none
    Usage {
        open = List.copyOf(open);
        neverBegun = neverBegun == null ? Set.of() : Set.copyOf(neverBegun);
    }

    /// @param attempt which is about to begin, or has begun: the job has ended when that one has
    /// @param counted whether it counts for its month
    record Open(
            String job,
            int attempt,
            long pixels,
            Instant since,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean counted) {
        boolean is(JobId other) {
            return job.equals(other.text());
        }
    }

    static Usage none(String month) {
        return new Usage(SCHEMA, month, 0, List.of(), Set.of());
    }

    /// Returns the usage in a month that may be a later one. An earlier month comes from a slow clock and
    /// is ignored, so usage of the new month is kept.
    Usage in(String now) {
        return now.compareTo(month) <= 0 ? this : new Usage(SCHEMA, now, 0, open, Set.of());
    }

    long openPixels() {
        return open.stream().mapToLong(Open::pixels).sum();
    }

    Optional<Open> of(JobId job) {
        return open.stream().filter(claim -> claim.is(job)).findFirst();
    }

    long more(Claim claim) {
        return claim.counts() && !neverBegun.contains(claim.job().text()) ? claim.pixels() : 0;
    }

    Usage with(Claim claim, Instant now) {
        var job = claim.job().text();
        var all = new ArrayList<>(open);
        all.removeIf(known -> known.job.equals(job));
        all.add(new Open(job, claim.attempt(), claim.pixels(), now, claim.counts()));
        var left = new HashSet<>(neverBegun);
        left.remove(job);
        return new Usage(schema, month, monthPixels + more(claim), all, left);
    }

    /// Returns the usage without jobs that are no longer open.
    ///
    /// @param gone those jobs, and whether they were ever begun
    Usage without(Map<Open, Boolean> gone) {
        var left = open.stream().filter(claim -> !gone.containsKey(claim)).toList();
        var never = new HashSet<>(neverBegun);
        gone.forEach((claim, begun) -> {
            if (!begun && claim.counted && isOf(claim.since)) {
                never.add(claim.job);
            }
        });
        return new Usage(schema, month, monthPixels, left, never);
    }

    private boolean isOf(Instant time) {
        return month(time).equals(month);
    }

    static String month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC)).toString();
    }
}
