package dev.azulejo.api.limit;

import dev.azulejo.core.job.JobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a tenant has used of its limits, in pixels of results.
///
/// @param month such as `2026-11`, in UTC
/// @param monthPixels of all jobs that were begun in it
/// @param open jobs that have not ended, or had not when somebody looked last; the oldest first
record Usage(int schema, String month, long monthPixels, List<Open> open) {
    static final int SCHEMA = 1;

    Usage {
        open = List.copyOf(open);
    }

    /// @param attempt which is about to begin, or has begun: the job has ended once that one has
    record Open(String job, int attempt, long pixels, Instant since) {
        boolean is(JobId other) {
            return job.equals(other.text());
        }
    }

    static Usage none(String month) {
        return new Usage(SCHEMA, month, 0, List.of());
    }

    /// The same in a month that may be a later one.
    Usage in(String now) {
        return now.equals(month) ? this : new Usage(SCHEMA, now, 0, open);
    }

    long openPixels() {
        return open.stream().mapToLong(Open::pixels).sum();
    }

    Optional<Open> of(JobId job) {
        return open.stream().filter(its -> its.is(job)).findFirst();
    }

    /// @param monthMore pixels that count for the month
    Usage with(Open more, long monthMore) {
        var all = new ArrayList<>(open);
        all.removeIf(its -> its.job.equals(more.job));
        all.add(more);
        return new Usage(schema, month, monthPixels + monthMore, all);
    }

    /// Without those that have ended.
    Usage without(Set<Open> ended) {
        var left = open.stream().filter(its -> !ended.contains(its)).toList();
        return new Usage(schema, month, monthPixels, left);
    }
}
