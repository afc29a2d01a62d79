package dev.azulejo.simulator.attempt;

import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.StageTrigger;
import java.util.Optional;

/// What an object in a job's folder is.
///
/// @param name below the folder
public record JobFile(JobId job, String name, Kind kind) {
    /// As far as anybody here asks.
    public enum Kind {
        REQUEST,
        /// It starts a stage; requests and outcomes are kinds of their own.
        STAGE,
        DECISION,
        OUTCOME,
        /// Made of the source.
        PIXELS,
        OTHER
    }

    /// None for objects that belong to no job.
    public static Optional<JobFile> of(String key) {
        return JobKeys.jobOf(key).map(job -> {
            var name = key.substring(JobKeys.folder(job).length());
            return new JobFile(job, name, kind(name));
        });
    }

    private static Kind kind(String name) {
        return switch (name) {
            case "request.json" -> Kind.REQUEST;
            case "manifest.json", "inferred.json", "stitched.json" -> Kind.STAGE;
            case "decision.json" -> Kind.DECISION;
            case "outcome.json" -> Kind.OUTCOME;
            default ->
                name.startsWith("source/") || name.startsWith("tiles/") || name.startsWith("strips/")
                        ? Kind.PIXELS
                        : Kind.OTHER;
        };
    }

    /// The stage that the bus starts when an object appears under `key`.
    public static Optional<StageTrigger> startedBy(String key) {
        return StageTrigger.of(key);
    }
}
