package dev.azulejo.api.limit;

import dev.azulejo.api.tenant.Tenant;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/// Counts requests by tenant, in windows of a minute that begin with the first request. In memory: counts
/// end with the process, and a second process counts for itself. Thread-safe.
@Singleton
public class RequestRates {
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final ConcurrentHashMap<Tenant, Window> windows = new ConcurrentHashMap<>();

    public RequestRates(Clock clock) {
        this.clock = clock;
    }

    private record Window(Instant ends, long count) {}

    /// @param remaining how many more are allowed in this window; negative if this one is not
    /// @param left until the next window
    record Rate(long remaining, Duration left) {
        boolean isExceeded() {
            return remaining < 0;
        }

        /// The time left in whole seconds, rounded up.
        long seconds() {
            return left.plus(Duration.ofSeconds(1)).minusNanos(1).toSeconds();
        }
    }

    Rate count(Tenant tenant, long allowed) {
        var now = clock.instant();
        var window = windows.compute(
                tenant,
                (_, before) -> before == null || !now.isBefore(before.ends)
                        ? new Window(now.plus(WINDOW), 1)
                        : new Window(before.ends, before.count + 1));
        return new Rate(Math.max(-1, allowed - window.count), Duration.between(now, window.ends));
    }
}
