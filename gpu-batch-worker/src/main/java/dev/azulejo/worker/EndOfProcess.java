package dev.azulejo.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Makes SIGTERM an orderly end: the worker is told to stop, and the process ends with 0 when it has, after 88 seconds
/// at the latest. Java would end with 143 and not wait for anybody.
final class EndOfProcess {
    private static final long MOST_SECONDS = 88;

    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile @Nullable Worker worker;
    private volatile boolean told;
    private volatile int exitCode;

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
    void reached(int code) {
        exitCode = code;
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
                boolean ended = reached.await(MOST_SECONDS, TimeUnit.SECONDS);
                Runtime.getRuntime().halt(ended ? exitCode : 0);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Runtime.getRuntime().halt(0);
    }
}
