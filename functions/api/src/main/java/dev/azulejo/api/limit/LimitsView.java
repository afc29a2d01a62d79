package dev.azulejo.api.limit;

import dev.azulejo.api.access.TenantLimits;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How much the caller may use; an absent value means no limit. Megapixels are those of results, megabytes
/// those of uploads.
///
/// @param requestsPerMinute of all keys of the tenant together
/// @param openMegapixels of jobs that have not ended
/// @param monthMegapixels of jobs begun in this month, in UTC
/// @param uploadMegabytes of all uploads that are held
/// @param monthEndsAt start of the next month
public record LimitsView(
        @Schema(nullable = true) @Nullable Long requestsPerMinute,
        @Schema(nullable = true) @Nullable Share openMegapixels,
        @Schema(nullable = true) @Nullable Share monthMegapixels,
        @Schema(nullable = true) @Nullable Share uploadMegabytes,
        Instant monthEndsAt) {

    @Schema(name = "ShareView")
    public record Share(double used, long allowed) {
        /// @param used of pixels or bytes
        static @Nullable Share of(long used, @Nullable Long allowed) {
            return allowed == null ? null : new Share(used / 1e6, allowed);
        }
    }

    static LimitsView of(TenantLimits limits, Usage usage, long uploadBytes) {
        return new LimitsView(
                limits.requestsPerMinute(),
                Share.of(usage.openPixels(), limits.openMegapixels()),
                Share.of(usage.monthPixels(), limits.monthMegapixels()),
                Share.of(uploadBytes, limits.uploadMegabytes()),
                YearMonth.parse(usage.month())
                        .plusMonths(1)
                        .atDay(1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC));
    }
}
