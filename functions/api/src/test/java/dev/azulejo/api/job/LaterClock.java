package dev.azulejo.api.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that goes as all others do, until a test sets it forward or has it hurry.
final class LaterClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;
    private volatile Duration step = Duration.ZERO;

    void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    /// From now on each look takes seconds, so that nobody waits for long.
    void hurry() {
        step = Duration.ofSeconds(4);
    }

    @Override
    public Instant instant() {
        forward(step);
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
