package dev.azulejo.core.job;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds attempts that nobody goes on with: where the event was lost that starts a stage, nothing fails, and nobody
/// hears of it. Reads nothing but the listing of all jobs, and changes nothing. Thread-safe.
///
/// @param work the place of all jobs
public record OverdueAttempts(JobStorage work) {
    /// A state machine waits two days for a worker; whoever wrote nothing for longer is waited for in vain.
    public static final Duration PATIENCE = Duration.ofDays(3);

    /// An attempt without an outcome, of a job in whose folder nothing has appeared for long.
    ///
    /// @param due the stage that it waits for
    /// @param since when something appeared last
    public record Overdue(Attempt attempt, StageTrigger due, Instant since) {
        @Override
        public String toString() {
            return "job %s waits for %s since %s: cancel it, and try it again"
                    .formatted(attempt, due.name().toLowerCase(Locale.ROOT), since);
        }
    }

    /// All of them.
    public List<Overdue> at(Instant now) {
        var jobs = new LinkedHashMap<JobId, Seen>();
        try (var all = work.list(JobKeys.JOBS)) {
            all.forEach(object -> JobKeys.jobOf(object.key())
                    .ifPresent(job -> jobs.computeIfAbsent(job, _ -> new Seen()).add(object)));
        }
        return jobs.values().stream()
                .flatMap(seen -> seen.overdue(now.minus(PATIENCE)).stream())
                .toList();
    }

    /// What the listing says of one job.
    private static final class Seen {
        private final Map<Attempt, StageTrigger> due = new LinkedHashMap<>();
        private Instant youngest = Instant.MIN;

        void add(ObjectStat object) {
            if (object.modified().isAfter(youngest)) {
                youngest = object.modified();
            }
            StageTrigger.of(object.key())
                    .ifPresent(stage -> JobKeys.attemptOf(object.key())
                            .ifPresent(attempt ->
                                    due.merge(attempt, stage, (one, other) -> one.compareTo(other) > 0 ? one : other)));
        }

        Optional<Overdue> overdue(Instant limit) {
            return due.keySet().stream()
                    .max((one, other) -> Integer.compare(one.number(), other.number()))
                    .filter(_ -> youngest.isBefore(limit))
                    .map(newest -> new Overdue(newest, due.getOrDefault(newest, StageTrigger.PLAN), youngest))
                    .filter(its -> its.due() != StageTrigger.NOTIFY);
        }
    }
}
