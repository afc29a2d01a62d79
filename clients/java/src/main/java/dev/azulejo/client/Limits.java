package dev.azulejo.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How much a tenant may use, and has used; an absent value means no limit.
///
/// @param openMegapixels results of jobs that have not ended
/// @param monthMegapixels results of jobs begun in this month (UTC)
/// @param uploadMegabytes uploads that are held
public record Limits(
        @Nullable Long requestsPerMinute,
        @Nullable Share openMegapixels,
        @Nullable Share monthMegapixels,
        @Nullable Share uploadMegabytes,
        Instant monthEndsAt) {

    public record Share(double used, long allowed) {}
}
