package dev.azulejo.core.job.key;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The kinds of objects in a job's folder, in the order in which they come, for displays of a job. Keys are
/// built by [JobKeys].
public enum JobPiece {
    REQUEST("request.json"),
    START("start.json"),
    SHARDS("shards.json"),
    SAMPLE("sample"),
    SOURCE("source/"),
    METADATA("metadata"),
    MANIFEST("manifest.json"),
    CLAIM(".claim"),
    INFLIGHT("inflight/"),
    FINISHED("finished/"),
    TILES("tiles/"),
    INFERRED("inferred.json"),
    STRIPS("strips/"),
    STITCHED("stitched.json"),
    DECISION("decision.json"),
    OUTCOME("outcome.json"),
    DROPPED("dropped.json"),
    PREVIEW("preview/");

    private static final Set<JobPiece> OF_THE_JOB =
            EnumSet.of(REQUEST, SHARDS, SAMPLE, SOURCE, INFLIGHT, FINISHED, TILES, STRIPS, PREVIEW);

    private final String name;

    JobPiece(String name) {
        this.name = name;
    }

    /// The kind of the object; empty if our builds write none of that name there.
    ///
    /// @param key of an object of the work place
    public static Optional<JobPiece> of(String key) {
        if (JobKeys.attemptOf(key).isPresent()) {
            var inAttempt = key.substring(key.lastIndexOf('/') + 1);
            return Arrays.stream(values())
                    .filter(piece -> !OF_THE_JOB.contains(piece))
                    .filter(piece -> piece == CLAIM ? inAttempt.endsWith(CLAIM.name) : inAttempt.equals(piece.name))
                    .findFirst();
        }
        return JobKeys.jobOf(key).flatMap(job -> {
            var inJob = key.substring(JobKeys.folder(job).length());
            return OF_THE_JOB.stream()
                    .filter(piece -> piece.name.endsWith("/") ? inJob.startsWith(piece.name) : inJob.equals(piece.name))
                    .findFirst();
        });
    }

    /// Whether a job has one of these for each part of the work.
    public boolean isOneOfMany() {
        return name.endsWith("/");
    }
}
