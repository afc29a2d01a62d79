package dev.azulejo.api.job;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Repeats work. Thread-safe.
interface Clockwork {
    /// Does the work at once, and then again after each pause, on threads of its own.
    ///
    /// @return a function that stops it
    Runnable every(Duration pause, Runnable work);

    long nanos();

    /// Makes the clockwork of this machine.
    ///
    /// @param threads most work at the same time
    static Clockwork ofMachine(String name, int threads) {
        var timer = new ScheduledThreadPoolExecutor(
                threads, Thread.ofPlatform().daemon().name(name, 0).factory());
        timer.setRemoveOnCancelPolicy(true); // what was stopped is not kept until its next turn
        return new Clockwork() {
            @Override
            public Runnable every(Duration pause, Runnable work) {
                var planned = timer.scheduleAtFixedRate(work, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
                return () -> planned.cancel(false);
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }
}
