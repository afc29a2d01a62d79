package dev.azulejo.core.plan;

import dev.azulejo.core.plan.PlanOutcome.Refused;
import java.time.Duration;
import java.util.Optional;

/// Refuses work that would take longer than the time limit.
public final class TimeLimit {
    private TimeLimit() {}

    /// @param threads the number that `estimate` assumed
    public static Optional<Refused> refusal(Estimate estimate, Limits limits, int threads) {
        return estimate.time().compareTo(limits.time()) <= 0
                ? Optional.empty()
                : Optional.of(new Refused(
                        Limit.TIME.reason(),
                        "would take about %s on %s, the limit is %s; choose a faster recipe, cut the image, or raise %s"
                                .formatted(
                                        shown(estimate.time()),
                                        threads == 1 ? "one core" : threads + " threads",
                                        shown(limits.time()),
                                        Limit.TIME.option())));
    }

    /// A duration in words, rounded; a second at least.
    public static String shown(Duration time) {
        long seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
        double minutes = seconds / 60.0;
        if (minutes < 2) {
            return seconds == 1 ? "1 second" : "%d seconds".formatted(seconds);
        }
        if (minutes < 120) {
            return "%.0f minutes".formatted(minutes);
        }
        return minutes < 72 * 60 ? "%.1f hours".formatted(minutes / 60) : "%.1f days".formatted(minutes / (24 * 60));
    }
}
