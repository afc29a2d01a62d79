package dev.azulejo.api.job;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A job as callers see it.
///
/// @param attempt number of earlier attempts
/// @param endedAt absent until it has ended
/// @param expiresAt when it goes, with its results; absent until it has ended, and where they stay
/// @param input the file that it is made from
/// @param options as they were sent
/// @param metadata that the caller noted
/// @param webhooks that were named for this job alone
/// @param recipe what is done
/// @param chosen the models chosen by a recipe that looks at its source, and why, in plain words
/// @param size of the source, upright; known once it is planned
/// @param seconds by stage, from one object to the next; known once it has succeeded
/// @param problem why there is no result
public record JobView(
        String id,
        Status status,
        int attempt,
        Instant createdAt,
        @Schema(nullable = true) @Nullable Instant endedAt,
        @Schema(nullable = true) @Nullable Instant expiresAt,
        InputView input,
        @Schema(implementation = Object.class) JsonNode options,
        Map<String, String> metadata,
        List<String> webhooks,
        @Schema(nullable = true) @Nullable String recipe,
        @Schema(nullable = true) @Nullable String chosen,
        @Schema(nullable = true) @Nullable SizeView size,
        ProgressView progress,
        List<ResultView> results,
        List<String> warnings,
        Map<String, Double> seconds,
        @Schema(nullable = true) @Nullable Trouble problem,
        LinksView links) {

    /// The state of a job. Written in small letters.
    @Schema(name = "JobStatus")
    public enum Status {
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
        SUPERSEDED,
        DELETED;

        public boolean isEnd() {
            return this != QUEUED && this != RUNNING;
        }

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param upload its id, to make another job of it
    /// @param from address on the web from which it was read, without the query; absent for an upload
    /// @param url the file as it was uploaded; absent when it is gone
    public record InputView(
            String upload,
            String name,
            long bytes,
            @Schema(nullable = true) @Nullable String from,
            @Schema(nullable = true) @Nullable String url) {}

    /// @param bands 1 or 3 for grey or colour, one more for transparency
    public record SizeView(int width, int height, int bands) {}

    /// @param stage the one that is due; absent when the job has ended
    /// @param secondsLeft absent if it cannot be estimated
    public record ProgressView(
            @Schema(nullable = true) @Nullable String stage,
            Amount tiles,
            Amount megapixels,
            @Schema(nullable = true) @Nullable Double secondsLeft) {}

    @Schema(name = "AmountView")
    public record Amount(double done, double all) {
        public static final Amount NOTHING = new Amount(0, 0);

        public Amount plus(Amount other) {
            return new Amount(done + other.done, all + other.all);
        }
    }

    /// @param url works until `expiresAt`, without a key
    /// @param copy where it was put as well, if the request said `copyTo`
    public record ResultView(
            String name,
            int width,
            int height,
            long bytes,
            String format,
            String mediaType,
            String url,
            Instant expiresAt,
            @Schema(nullable = true) @Nullable String copy) {}

    /// @param reason in one word, see the page on refusals
    /// @param advice what to do; absent if there is none
    @Schema(name = "TroubleView")
    public record Trouble(
            String reason,
            String detail,
            @Schema(nullable = true) @Nullable String advice) {}

    /// @param stream the events for a browser's EventSource, without a key; works for at least an hour
    public record LinksView(String self, String events, String stream, String cancel, String redrive) {
        static LinksView of(String id, String stream) {
            var self = "/v1/jobs/" + id;
            return new LinksView(self, self + "/events", stream, self + "/cancel", self + "/redrive");
        }
    }
}
