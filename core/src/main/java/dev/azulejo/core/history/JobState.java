package dev.azulejo.core.history;

import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Cancelled;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where a job stands, in the words of the API.
public enum JobState {
    /// No process has begun the job yet.
    QUEUED,
    RUNNING,
    SUCCEEDED,
    /// The file or the options are the reason that there is no result.
    REJECTED,
    /// The job failed for a reason other than the file or its options.
    FAILED,
    CANCELLED,
    /// A newer version of the source made it pointless.
    SUPERSEDED;

    /// @param outcome of the newest attempt, if it has ended
    /// @param isUnderWay whether it is planned, or a process is at work on it
    public static JobState of(Optional<Outcome> outcome, boolean isUnderWay) {
        return switch (outcome.orElse(null)) {
            case null -> isUnderWay ? RUNNING : QUEUED;
            case Succeeded succeeded -> succeeded.superseded() ? SUPERSEDED : SUCCEEDED;
            case Rejected _ -> REJECTED;
            case Failed _ -> FAILED;
            case Cancelled _ -> CANCELLED;
        };
    }

    public boolean isEnd() {
        return this != QUEUED && this != RUNNING;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<JobState> named(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text().equals(text))
                .findFirst();
    }

    public static String names() {
        return Arrays.stream(values()).map(JobState::text).collect(Collectors.joining(", "));
    }
}
