package dev.azulejo.core.job.key;

import dev.azulejo.storage.JobStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds attempts that have stalled, for example because the event that starts a stage was lost, which no
/// failure reports. Reads only the listing of all jobs and changes nothing. Thread-safe.
///
/// @param work the place of all jobs
public record OverdueAttempts(JobStorage work) {
    /// How long a job may be silent before it counts as stalled; a state machine waits two days for a
    /// worker.
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

    public List<Overdue> at(Instant now) {
        return JobFolder.all(work).stream()
                .flatMap(folder -> overdue(folder, now.minus(PATIENCE)).stream())
                .toList();
    }

    private static Optional<Overdue> overdue(JobFolder folder, Instant limit) {
        return folder.newest()
                .filter(_ -> folder.changed().isBefore(limit))
                .map(newest -> new Overdue(newest, folder.due().orElse(StageTrigger.PLAN), folder.changed()))
                .filter(attempt -> attempt.due() != StageTrigger.NOTIFY);
    }
}
