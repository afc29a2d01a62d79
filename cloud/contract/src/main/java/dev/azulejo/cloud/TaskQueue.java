package dev.azulejo.cloud;

import java.time.Duration;
import java.util.List;

/// Where shards come from: at least once, in any order. A message that was received is hidden from others for
/// some time, and comes back when it was not deleted by then. Thread-safe.
///
/// All methods throw [dev.azulejo.core.failure.TransientFailure] when the queue does not answer or has enough of
/// us, and [dev.azulejo.core.failure.PermanentFailure] when there is no such queue or it refuses us.
public interface TaskQueue extends AutoCloseable {

    /// Takes up to `most` messages, at most 10, and hides them for `hidden`. Waits up to `wait` for the first of
    /// them, at most 20 seconds.
    List<TaskMessage> receive(int most, Duration wait, Duration hidden);

    /// Hides the message for `hidden` from now on; zero gives it back at once. One that is gone stays gone.
    void hide(TaskMessage message, Duration hidden);

    /// Removes the message for good.
    void delete(TaskMessage message);

    /// Ends a wait that is under way; it may end as a failure. Nothing can be received afterwards, but what is
    /// held can be hidden and deleted.
    void stopReceiving();

    @Override
    void close();
}
