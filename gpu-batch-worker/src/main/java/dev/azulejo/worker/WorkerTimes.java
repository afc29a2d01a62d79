package dev.azulejo.worker;

import java.time.Duration;

/// The durations for which a worker waits.
///
/// @param poll for a message, while the worker is idle
/// @param pollWhileBusy for a message, while a shard is under way: a wait that is broken off may swallow a
///     message that is given back meanwhile, and only a busy worker has any to give back
/// @param hiddenAtFirst for how long a message is hidden when it is received, as its receiver may be gone
/// @param hidden for how long each extension hides it
/// @param extendEvery time between extensions
/// @param idle the time without work after which the worker ends; zero: never
/// @param first the same time until the first work: other workers have done what this one was started for
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

    /// The times of a worker. AWS Batch sends SIGTERM and 30 seconds later SIGKILL: by then all messages
    /// have been given back. Elsewhere the worker is gone after 80 seconds.
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
