package dev.azulejo.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A batch as it stood when the server was asked: jobs that began together.
///
/// @param ended whether all of its jobs have
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

    /// One of its jobs; [Azulejo#job] says more.
    ///
    /// @param self its path
    public record Member(String id, Job.Status status, String self) {}

    /// What a list says of a batch.
    ///
    /// @param jobs how many
    public record Brief(String id, Instant createdAt, int jobs) {}

    /// @param options for all jobs; what an order says itself goes before
    /// @param webhook hears how each job ends that names none itself
    record Request(
            Map<String, ?> options,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String webhook,

            List<Order> jobs) {}
}
