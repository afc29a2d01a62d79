package dev.azulejo.server;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Repeats a piece of work for as long as the server runs, also after it has failed.
final class Upkeep implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("upkeep").factory());

    /// @param first how long until the first time
    /// @param between from the end of one time to the next
    Upkeep(Runnable work, Duration first, Duration between) {
        var _ = thread.scheduleWithFixedDelay(
                () -> run(work), first.toNanos(), between.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) { // or there would be no next time
            LOG.log(Level.WARNING, "upkeep waits for the next time", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
