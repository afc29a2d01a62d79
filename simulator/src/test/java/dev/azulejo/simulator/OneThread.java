package dev.azulejo.simulator;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Does work on a virtual thread: fibers hand over fastest to another virtual thread.
final class OneThread {
    private OneThread() {}

    /// Runs work without logging: what functions say of injected faults is of no use.
    static <T> T runs(Callable<T> work) throws InterruptedException, ExecutionException {
        var root = Logger.getLogger("");
        var before = root.getLevel();
        root.setLevel(Level.OFF);
        try {
            var task = new FutureTask<>(work);
            Thread.ofVirtual().start(task);
            return task.get();
        } finally {
            root.setLevel(before);
        }
    }
}
