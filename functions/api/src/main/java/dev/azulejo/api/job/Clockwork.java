package dev.azulejo.api.job;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Does work again and again. Thread-safe.
interface Clockwork {
    /// Does the work at once, and then again after each pause, on threads of its own.
    ///
    /// @return what stops it
    Runnable every(Duration pause, Runnable work);

    /// What time it is, as [System#nanoTime] tells.
    long nanos();

    /// That of the machine.
    ///
    /// @param threads how much is done at the same time at most
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
