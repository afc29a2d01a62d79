package dev.azulejo.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job as it stood when the server was asked.
///
/// @param attempt number of earlier attempts
/// @param endedAt absent until it has ended
/// @param expiresAt when it goes, with its results; absent until it has ended, and where they stay
/// @param options as they were sent
/// @param metadata of the caller
/// @param webhooks addresses for this job alone
/// @param recipe what is done
/// @param chosen the models chosen by a recipe that looks at its source, and why, in plain words
/// @param size of the source, upright; known once it is planned
/// @param seconds by stage; known once it has succeeded
/// @param problem why there is no result
public record Job(
        String id,
        Status status,
        int attempt,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable Instant expiresAt,
        Input input,
        Map<String, Object> options,
        Map<String, String> metadata,
        List<String> webhooks,
        @Nullable String recipe,
        @Nullable String chosen,
        @Nullable Size size,
        Progress progress,
        List<Result> results,
        List<String> warnings,
        Map<String, Double> seconds,
        @Nullable Trouble problem) {

    @SuppressWarnings("NullAway") // servers of before said none
    public Job {
        metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
        webhooks = webhooks == null ? List.of() : List.copyOf(webhooks);
        results = List.copyOf(results);
        warnings = List.copyOf(warnings);
        seconds = Map.copyOf(seconds);
    }

    /// Whether its state no longer changes by itself.
    public boolean hasEnded() {
        return switch (status) {
            case QUEUED, RUNNING -> false;
            case SUCCEEDED, REJECTED, FAILED, CANCELLED, SUPERSEDED, DELETED -> true;
            case UNKNOWN -> endedAt != null;
        };
    }

    /// Returns its first result; there are more if `also` asked for them.
    ///
    /// @throws NoResultException unless it has succeeded
    public Result result() {
        if (status != Status.SUCCEEDED) {
            throw new NoResultException(this);
        }
        return results.get(0);
    }

    /// The state of a job.
    public enum Status {
        /// No process has begun the job yet.
        QUEUED,
        RUNNING,
        SUCCEEDED,
        /// The file or the options are the reason that there is no result.
        REJECTED,
        /// The job failed for another reason; [Azulejo#redrive] tries again.
        FAILED,
        CANCELLED,
        /// A newer version of the source made it pointless.
        SUPERSEDED,
        DELETED,
        /// A state of a newer server, which this client does not know.
        @JsonEnumDefaultValue
        UNKNOWN;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param upload its id, to make another job of it
    /// @param from the address from which it was fetched, without the query; absent if it was uploaded
    /// @param url the file as it was uploaded; absent when it is gone
    public record Input(
            String upload,
            String name,
            long bytes,
            @Nullable String from,
            @Nullable String url) {}

    /// @param bands 1 or 3 for grey or colour, one more for transparency
    public record Size(int width, int height, int bands) {}

    /// @param stage the one that is due; absent when the job has ended
    /// @param secondsLeft absent if it cannot be estimated
    public record Progress(
            @Nullable String stage,
            Amount tiles,
            Amount megapixels,
            @Nullable Double secondsLeft) {}

    public record Amount(double done, double all) {}

    /// @param url works until `expiresAt`, without a key; [Azulejo#job] gives a new one
    /// @param copy where it was put as well; absent if the order named no such place
    public record Result(
            String name,
            int width,
            int height,
            long bytes,
            String format,
            String mediaType,
            String url,
            Instant expiresAt,
            @Nullable String copy) {}

    /// @param reason in one word
    /// @param advice what to do; absent if there is none
    public record Trouble(
            String reason, String detail, @Nullable String advice) {}
}
