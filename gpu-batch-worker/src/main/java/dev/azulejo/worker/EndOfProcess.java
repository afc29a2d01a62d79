package dev.azulejo.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Makes SIGTERM an orderly end: the worker is told to stop, and the process ends when it has, after 88
/// seconds at the latest; by default, Java would not wait. The exit code is 143, as Java's would be: Batch
/// takes 0 for finished work, while shards still wait after a worker was stopped.
final class EndOfProcess {
    /// The exit code of a stopped process: 128 and the number of the signal, as in shells.
    static final int STOPPED = 128 + 15;

    private static final long MOST_SECONDS = 88;

    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile @Nullable Worker worker;
    private volatile boolean told;

    private EndOfProcess() {}

    static EndOfProcess install() {
        var end = new EndOfProcess();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("end").unstarted(end::whenTold));
        return end;
    }

    /// Sets the worker to tell on SIGTERM.
    void stops(Worker started) {
        worker = started;
        if (told) {
            started.stop();
        }
    }

    /// Records that the process ends by itself.
    void reached() {
        reached.countDown();
    }

    private void whenTold() {
        if (reached.getCount() == 0) {
            return; // it is ending by itself
        }
        told = true;
        var running = worker;
        if (running != null) {
            running.stop();
            try {
                boolean inTime = reached.await(MOST_SECONDS, TimeUnit.SECONDS);
                if (!inTime) {
                    System.err.println("azulejo-worker: a write hung, and was left");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Runtime.getRuntime().halt(STOPPED);
    }
}
