package dev.azulejo.worker;

import dev.azulejo.core.job.ShardTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A message on its way through this worker. It ends once: with an answer, given back, or left to the queue.
final class Flight {
    private final TaskMessage message;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable ShardTask task;
    private volatile boolean marked;

    Flight(TaskMessage message) {
        this.message = message;
    }

    TaskMessage message() {
        return message;
    }

    /// What it turned out to be.
    void is(ShardTask found) {
        task = found;
    }

    @Nullable ShardTask task() {
        return task;
    }

    /// Whether a marker says that work on its shard has started and not ended.
    boolean isMarked() {
        return marked;
    }

    void marked(boolean there) {
        marked = there;
    }

    /// @return whether it was this call that ended it
    boolean end() {
        return ended.compareAndSet(false, true);
    }

    boolean hasEnded() {
        return ended.get();
    }
}
