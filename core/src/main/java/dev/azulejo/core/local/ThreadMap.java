package dev.azulejo.core.local;

import dev.azulejo.core.failure.OtherThread;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs each of the tasks that are under way on a virtual thread.
final class ThreadMap implements LocalMap {

    @Override
    public <T> void forEach(int width, List<T> tasks, Consumer<T> work) {
        Iterator<T> queue = tasks.iterator();
        Runnable lane = () -> {
            try {
                for (var task = next(queue); task != null; task = next(queue)) {
                    work.accept(task);
                }
            } finally {
                stop(queue); // empty already, unless a task has failed
            }
        };
        try (ExecutorService lanes = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("lane-", 1).factory())) {
            var running = new ArrayList<Future<?>>();
            for (int number = 0; number < Math.min(width, tasks.size()); number++) {
                running.add(lanes.submit(lane));
            }
            running.forEach(OtherThread::join);
        }
    }

    private static <T> @Nullable T next(Iterator<T> queue) {
        synchronized (queue) {
            return queue.hasNext() ? queue.next() : null;
        }
    }

    private static void stop(Iterator<?> queue) {
        synchronized (queue) {
            queue.forEachRemaining(task -> {});
        }
    }
}
