package dev.azulejo.simulator.schedule;

import java.time.Duration;
import java.time.Instant;

/// The time of a run: a step takes a moment, and days may pass at once.
public final class RunClock {
    private static final Instant START = Instant.parse("2026-11-25T16:00:00Z");
    private static final int STEP_MS = 20;

    private final Scheduler scheduler;
    private Duration passed = Duration.ZERO;

    public RunClock(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    public Instant now() {
        return START.plus(passed).plusMillis(scheduler.step() * STEP_MS);
    }

    /// Lets time pass in which nothing happens.
    public void pass(Duration days) {
        passed = passed.plus(days);
    }
}
