package dev.azulejo.api.usage;

import dev.azulejo.api.record.Use;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A part of what a tenant has used, the newest day first.
///
/// @param next where to go on; absent at the end
@Schema(name = "UsagePageView")
public record UsagePage(
        List<Day> usage, @Schema(nullable = true) @Nullable String next) {

    /// What one key has used on one day.
    ///
    /// @param day in UTC, such as 2026-12-01
    /// @param key its id
    /// @param jobs that ended on it, each as often as it was tried
    /// @param succeeded how many of those have a result
    /// @param pixelsIn of their sources, as far as those could be read
    /// @param pixelsOut of their results, all of them
    @Schema(name = "UsageView")
    public record Day(
            String day,
            String key,
            long jobs,
            long succeeded,
            long pixelsIn,
            long pixelsOut,
            long bytesIn,
            long bytesOut) {
        static Day of(LocalDate day, String key, Use use) {
            return new Day(
                    day.toString(),
                    key,
                    use.jobs(),
                    use.succeeded(),
                    use.pixelsIn(),
                    use.pixelsOut(),
                    use.bytesIn(),
                    use.bytesOut());
        }

        /// Its place among others: texts that compare as days do, the newest first.
        String cursor() {
            return Cursors.of(LocalDate.parse(day), key);
        }
    }
}
