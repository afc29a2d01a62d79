package dev.azulejo.worker;

import dev.azulejo.cloud.TaskMessage;
import dev.azulejo.core.job.record.ShardTask;
import org.jspecify.annotations.Nullable;

/// A message on its way through this worker. It ends once: answered, given back, or left to the queue.
final class Flight {
    private final TaskMessage message;
    private boolean ended; // guarded by this
    private volatile @Nullable ShardTask task;
    private volatile boolean marked;

    Flight(TaskMessage message) {
        this.message = message;
    }

    TaskMessage message() {
        return message;
    }

    /// Sets the task that the message contains.
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

    /// Runs `action` unless the flight has ended; it does not end meanwhile. So a late extension never
    /// hides a message again that was given back.
    synchronized void whileFlying(Runnable action) {
        if (!ended) {
            action.run();
        }
    }

    /// @return whether this call ended it
    synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }
}
