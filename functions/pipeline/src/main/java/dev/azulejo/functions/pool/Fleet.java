package dev.azulejo.functions.pool;

import java.time.Duration;
import java.util.Optional;

/// What the pool sees when it decides.
///
/// @param backlogSeconds of work that waits or is under way, of one worker
/// @param coming workers that are asked for and do not run yet
/// @param running workers that run, whether they work or not
/// @param ownMachines what machines of one's own do, in workers: they take work first
/// @param failedAgo when the worker that ended last was asked for, if it failed; absent if it ended well
public record Fleet(double backlogSeconds, int coming, int running, double ownMachines, Optional<Duration> failedAgo) {
    public Fleet {
        if (!(backlogSeconds >= 0) || coming < 0 || running < 0 || !(ownMachines >= 0)) {
            throw new IllegalArgumentException("%f s, %d coming, %d running, %f of one's own"
                    .formatted(backlogSeconds, coming, running, ownMachines));
        }
    }

    /// All that will work soon without anything being done.
    int alive() {
        return coming + running;
    }
}
