package dev.azulejo.core.job;

import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `outcome.json`: how a job ended. The event about it is identified by job and attempt.
public sealed interface Outcome {
    int SCHEMA = 1;

    int schema();

    JobId job();

    /// How often the job was tried before, by redrives.
    int attempt();

    SourceRef source();

    /// The result is there, or a newer source made it pointless.
    ///
    /// @param chosen which steps a recipe took that looks at its source, and why, in plain words
    /// @param result where it lies; absent when superseded
    /// @param seconds by stage, from one object to the next
    record Succeeded(
            int schema,
            JobId job,
            int attempt,
            SourceRef source,
            String recipe,
            List<Step> steps,
            @Nullable String chosen,
            @Nullable Result result,
            Map<String, Double> seconds,
            List<String> fingerprints,
            List<String> warnings)
            implements Outcome {
        public Succeeded {
            steps = List.copyOf(steps);
            seconds = Map.copyOf(seconds);
            fingerprints = List.copyOf(fingerprints);
            warnings = List.copyOf(warnings);
        }

        public boolean superseded() {
            return result == null;
        }
    }

    /// The user's file or request is the reason.
    record Rejected(int schema, JobId job, int attempt, SourceRef source, Reason reason, String detail)
            implements Outcome {}

    /// Something outside the domain broke for good.
    ///
    /// @param stage the one that failed, or whose object is missing
    /// @param damaged keys of objects that must be made anew before trying again
    record Failed(
            int schema,
            JobId job,
            int attempt,
            SourceRef source,
            String stage,
            String failure,
            String detail,
            List<String> damaged)
            implements Outcome {
        public Failed {
            damaged = List.copyOf(damaged);
        }
    }

    /// Somebody asked for it to end.
    record Cancelled(int schema, JobId job, int attempt, SourceRef source, String detail) implements Outcome {}

    /// @param version names the result's bytes (see `Storage.version`)
    record Result(StorageUri uri, long bytes, String version, int width, int height) {}

    /// Why a file or request was refused.
    enum Reason {
        UNREADABLE,
        UNSUPPORTED_FORMAT,
        UNSUPPORTED_PIXELS,
        /// Decoding it crashed, hung or took too much, in a process of its own.
        DECODER_FAILED,
        TOO_LARGE,
        TOO_LARGE_FOR_FORMAT,
        SOURCE_CHANGED,
        UNKNOWN_OPTION
    }
}
