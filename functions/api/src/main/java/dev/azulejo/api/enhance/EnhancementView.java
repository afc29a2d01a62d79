package dev.azulejo.api.enhance;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.azulejo.api.job.JobView;
import dev.azulejo.api.job.JobView.Status;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A job in the form of hosted APIs.
///
/// @param id of the job, which all of `/v1/jobs` takes
/// @param resultUrl a whole address; absent until it has succeeded
/// @param error why there is no result, in a sentence
public record EnhancementView(
        String id,
        Status status,

        @JsonProperty("result_url") @Schema(nullable = true) @Nullable String resultUrl,

        @Schema(nullable = true) @Nullable String error) {

    /// @param server to which links are relative, if they are
    static EnhancementView of(JobView job, URI server) {
        var problem = job.problem();
        return new EnhancementView(
                job.id(),
                job.status(),
                job.results().isEmpty()
                        ? null
                        : server.resolve(job.results().getFirst().url()).toString(),
                problem == null ? null : "%s (%s)".formatted(problem.detail(), problem.reason()));
    }
}
