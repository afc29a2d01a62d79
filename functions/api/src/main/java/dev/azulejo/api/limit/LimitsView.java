package dev.azulejo.api.limit;

import dev.azulejo.api.access.TenantLimits;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How much the caller may use; what is absent has no limit. Megapixels are those of results.
///
/// @param requestsPerMinute of all keys of the tenant together
/// @param openMegapixels of jobs that have not ended
/// @param monthMegapixels of jobs begun in this month, in UTC
/// @param monthEndsAt from when on the next month's count
public record LimitsView(
        @Schema(nullable = true) @Nullable Long requestsPerMinute,
        @Schema(nullable = true) @Nullable Share openMegapixels,
        @Schema(nullable = true) @Nullable Share monthMegapixels,
        Instant monthEndsAt) {

    @Schema(name = "ShareView")
    public record Share(double used, long allowed) {
        static @Nullable Share of(long pixels, @Nullable Long allowed) {
            return allowed == null ? null : new Share(pixels / 1e6, allowed);
        }
    }

    static LimitsView of(TenantLimits limits, Usage usage) {
        return new LimitsView(
                limits.requestsPerMinute(),
                Share.of(usage.openPixels(), limits.openMegapixels()),
                Share.of(usage.monthPixels(), limits.monthMegapixels()),
                YearMonth.parse(usage.month())
                        .plusMonths(1)
                        .atDay(1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC));
    }
}
