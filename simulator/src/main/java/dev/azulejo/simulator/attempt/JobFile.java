package dev.azulejo.simulator.attempt;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an object in a job's folder is.
///
/// @param attempt that it belongs to; none for what belongs to the job
/// @param name below the folder
public record JobFile(JobId job, Optional<Attempt> attempt, String name, Kind kind) {
    private static final Pattern KEY = Pattern.compile("jobs/([0-9a-f]{24})/((?:attempts/(\\d+)/)?.+)");

    /// What kind of file it is, as finely as the rules need it.
    public enum Kind {
        REQUEST,
        /// An object that begins an attempt.
        START,
        /// An object that starts a later stage; outcomes are a kind of their own.
        STAGE,
        DECISION,
        OUTCOME,
        /// Pixels made from the source.
        PIXELS,
        OTHER
    }

    /// Parses a key; the result is empty for objects that belong to no job.
    public static Optional<JobFile> of(String key) {
        var parts = KEY.matcher(key);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var job = new JobId(parts.group(1));
        var name = parts.group(2);
        var attempt = Optional.ofNullable(parts.group(3)).map(number -> new Attempt(job, Integer.parseInt(number)));
        return Optional.of(
                new JobFile(job, attempt, name, attempt.isPresent() ? kindOfAttempts(name) : kindOfJobs(name)));
    }

    private static Kind kindOfJobs(String name) {
        if (name.equals("request.json")) {
            return Kind.REQUEST;
        }
        return name.startsWith("source/") || name.startsWith("tiles/") || name.startsWith("strips/")
                ? Kind.PIXELS
                : Kind.OTHER;
    }

    private static Kind kindOfAttempts(String name) {
        return switch (name.substring(name.lastIndexOf('/') + 1)) {
            case "start.json" -> Kind.START;
            case "manifest.json", "inferred.json", "stitched.json" -> Kind.STAGE;
            case "decision.json" -> Kind.DECISION;
            case "outcome.json" -> Kind.OUTCOME;
            default -> Kind.OTHER;
        };
    }

    /// The stage that the bus starts when an object appears under `key`.
    public static Optional<StageTrigger> startedBy(String key) {
        return StageTrigger.of(key);
    }
}
