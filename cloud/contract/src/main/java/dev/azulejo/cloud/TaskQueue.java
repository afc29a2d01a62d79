package dev.azulejo.cloud;

import java.time.Duration;
import java.util.List;

/// The queue that delivers shards: at least once, in any order. A received message is hidden from others
/// for some time, and becomes visible again if it was not deleted by then. Thread-safe.
///
/// All methods throw [dev.azulejo.core.failure.TransientFailure] when the queue does not answer or
/// throttles, and [dev.azulejo.core.failure.PermanentFailure] when there is no such queue or it refuses us.
public interface TaskQueue extends AutoCloseable {

    /// Takes up to `most` messages, at most 10, and hides them for `hidden`. Waits up to `wait` for the
    /// first of them, at most 20 seconds.
    List<TaskMessage> receive(int most, Duration wait, Duration hidden);

    /// Hides the message for `hidden` from now on; zero makes it visible at once. A deleted message stays
    /// deleted.
    void hide(TaskMessage message, Duration hidden);

    /// Removes the message for good.
    void delete(TaskMessage message);

    /// Ends a wait that is under way; it may end as a failure. No more messages can be received afterwards,
    /// but those that are held can be hidden and deleted.
    void stopReceiving();

    @Override
    void close();
}
