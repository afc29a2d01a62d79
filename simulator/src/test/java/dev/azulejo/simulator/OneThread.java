package dev.azulejo.simulator;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Does work on a virtual thread: fibers hand over fastest to one that is one as well.
final class OneThread {
    private OneThread() {}

    /// Nothing is logged meanwhile: what functions say of faults that we make is of no use to anybody.
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
