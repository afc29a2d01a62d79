package dev.azulejo.worker;

import java.time.Duration;

/// How long a worker waits for what.
///
/// @param poll for a message, while there is nothing to do
/// @param pollWhileBusy the same while a shard is under way: a wait that is broken off may swallow a message that is
///     given back meanwhile, and only a busy worker has any to give back
/// @param hiddenAtFirst for how long a message is hidden when it is received, which may be at somebody who is gone
/// @param hidden for how long each extension hides it
/// @param extendEvery from extension to extension
/// @param idle after so long without work the worker ends; zero: never
/// @param first the same while there has never been any: others have done what it came for
/// @param grace for shards that are nearly done when the worker has to stop
/// @param afterGrace for the tiles that run then; what has not ended is given back as it is
/// @param atLast for what is being written even then
record WorkerTimes(
        Duration poll,
        Duration pollWhileBusy,
        Duration hiddenAtFirst,
        Duration hidden,
        Duration extendEvery,
        Duration idle,
        Duration first,
        Duration grace,
        Duration afterGrace,
        Duration atLast) {

    /// AWS Batch sends SIGTERM and 30 seconds later SIGKILL: by then everything has been given back. Elsewhere the
    /// worker is gone after 80 seconds.
    static WorkerTimes of(Duration idle, Duration first, Duration hidden, Duration grace) {
        var hiddenAtFirst = Duration.ofSeconds(30);
        return new WorkerTimes(
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                hidden.compareTo(hiddenAtFirst) < 0 ? hidden : hiddenAtFirst,
                hidden,
                hidden.dividedBy(3),
                idle,
                first,
                grace,
                Duration.ofSeconds(7),
                Duration.ofSeconds(50));
    }
}
