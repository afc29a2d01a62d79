package dev.azulejo.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

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
    record Request(Map<String, ?> options, List<Order> jobs) {}
}
