package dev.azulejo.api.batch;

import dev.azulejo.api.job.JobView.Amount;
import dev.azulejo.api.job.JobView.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A batch as callers see it.
///
/// @param ended whether all its jobs have
/// @param counts of jobs, by their status, without zeros
/// @param megapixels of the sources of jobs that are planned
/// @param jobs in the order in which they were asked for
public record BatchView(
        String id,
        Instant createdAt,
        boolean ended,
        Map<String, Integer> counts,
        Amount megapixels,
        List<Item> jobs,
        Links links) {

    /// @param self where the job is
    @Schema(name = "BatchJobView")
    public record Item(String id, Status status, String self) {}

    @Schema(name = "BatchLinksView")
    public record Links(String self, String cancel) {
        static Links of(String id) {
            var self = "/v1/batches/" + id;
            return new Links(self, self + "/cancel");
        }
    }
}
