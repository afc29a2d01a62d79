package dev.azulejo.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Makes SIGTERM an orderly end: the worker is told to stop, and the process ends when it has, after 88 seconds at the
/// latest. Java would not wait for anybody. It ends with 143, as Java would: Batch takes 0 for work that is done, while
/// shards wait for a worker that has been stopped.
final class EndOfProcess {
    /// 128 and the number of the signal, as shells say it.
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

    /// Whom to tell.
    void stops(Worker started) {
        worker = started;
        if (told) {
            started.stop();
        }
    }

    /// The process ends by itself.
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
