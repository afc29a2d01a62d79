package dev.azulejo.core.job.outcome;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.Correlation;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `{whole file name}.error.json` in the outbox: says why a dropped file has no result.
///
/// @param what `rejected` or `failed`
/// @param file the source's key in the inbox
/// @param reason for programs: a rejection's reason, or the name of a failure
/// @param why in plain words
/// @param problems all that is wrong with the options, a line each
/// @param advice what to do now
/// @param correlation identifies the job to those who wait (see `JobRequest`)
/// @param asked what was asked for; absent when the request can no longer be read
public record FailureReport(
        int schema,
        String what,
        String file,
        String reason,
        String why,
        @Nullable List<String> problems,
        String advice,
        JobId job,
        int attempt,
        SourceRef source,
        @Nullable Correlation correlation,
        @Nullable Asked asked) {
    public static final int SCHEMA = 1;

    public FailureReport {
        problems = problems == null ? null : List.copyOf(problems);
    }

    /// The options that applied, defaults included.
    public record Asked(String recipe, ResultEncoding output) {}
}
