package dev.azulejo.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A batch as it stood when the server was asked: jobs that began together.
///
/// @param ended whether all of its jobs have ended
/// @param counts how many jobs there are of each status, by its name in small letters
/// @param megapixels of results
/// @param jobs in the order in which they were asked for
public record Batch(
        String id,
        Instant createdAt,
        boolean ended,
        Map<String, Integer> counts,
        Job.Amount megapixels,
        List<Member> jobs) {
    public Batch {
        counts = Map.copyOf(counts);
        jobs = List.copyOf(jobs);
    }

    /// A job of a batch; [Azulejo#job] gives more.
    ///
    /// @param self its path
    public record Member(String id, Job.Status status, String self) {}

    /// A batch in a list.
    ///
    /// @param jobs how many
    public record Brief(String id, Instant createdAt, int jobs) {}

    /// @param options for all jobs; an order's own come first
    /// @param webhook address told of the ends of all jobs that name none themselves
    /// @param expiresIn seconds that results stay of each job without its own
    /// @param copyTo where results are put as well, of each job without its own
    record Request(
            Map<String, ?> options,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String webhook,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long expiresIn,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String copyTo,

            List<Order> jobs) {}
}
