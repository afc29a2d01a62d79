package dev.azulejo.core.history;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobFolder;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Cancelled;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.request.JobRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Gatherers;

/// Lists the jobs of a place with their states, however they began: by a drop folder, an event, the API or
/// the command. Reads two objects of each job, and writes nothing. Thread-safe.
///
/// @param objects of the place
public record JobBook(JobObjects objects) {
    private static final int READ_AT_ONCE = 16;

    /// A job as one line of the list.
    ///
    /// @param attempt how often it was tried before
    /// @param recipe empty where its request cannot be read any more
    /// @param source likewise
    /// @param why it has no result, in plain words; empty if it has one, or while that is open
    public record Entry(
            JobId job,
            JobState state,
            int attempt,
            String recipe,
            String source,
            Instant begun,
            Instant changed,
            String why) {}

    /// Lists the jobs that match, the latest change first.
    public List<Entry> entries(Predicate<JobFolder> wanted) {
        return JobFolder.all(objects.work()).stream()
                .filter(wanted)
                .gather(Gatherers.mapConcurrent(READ_AT_ONCE, this::entry))
                .sorted(Comparator.comparing(Entry::changed).reversed())
                .toList();
    }

    public List<JobId> beginningWith(String id) {
        return JobFolder.beginningWith(objects.work(), id).stream()
                .map(JobFolder::job)
                .toList();
    }

    /// Finds one job; empty if none of its objects is there.
    public Optional<Entry> entry(JobId job) {
        return JobFolder.beginningWith(objects.work(), job.text()).stream()
                .map(this::entry)
                .findFirst();
    }

    private Entry entry(JobFolder folder) {
        var job = folder.job();
        var request = objects.readableRequest(job);
        var ended = folder.newest().filter(_ -> folder.due().equals(Optional.of(StageTrigger.NOTIFY)));
        boolean isUnderWay =
                folder.due().filter(due -> due != StageTrigger.PLAN).isPresent();
        JobState state;
        String why;
        try {
            var outcome = ended.flatMap(objects::outcome);
            state = JobState.of(outcome, isUnderWay);
            why = outcome.map(JobBook::why).orElse("");
        } catch (PermanentFailure damaged) {
            state = JobState.FAILED;
            why = String.valueOf(damaged.getMessage());
        }
        return new Entry(
                job,
                state,
                folder.newest().map(Attempt::number).orElse(0),
                request.map(JobRequest::recipe).orElse(""),
                request.map(asked -> asked.source().uri().toString()).orElse(""),
                folder.begun(),
                folder.changed(),
                why);
    }

    private static String why(Outcome outcome) {
        return switch (outcome) {
            case Succeeded _ -> "";
            case Rejected rejected -> "%s: %s".formatted(rejected.reason().code(), rejected.detail());
            case Failed failed -> "%s: %s".formatted(failed.stage(), failed.detail());
            case Cancelled cancelled -> cancelled.detail();
        };
    }
}
