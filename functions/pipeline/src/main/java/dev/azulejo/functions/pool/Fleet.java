package dev.azulejo.functions.pool;

import java.time.Duration;
import java.util.Optional;

/// The facts by which the pool decides.
///
/// @param backlogSeconds of one worker's time for work that waits or is under way
/// @param coming workers that are asked for and do not run yet
/// @param running workers that run, whether they work or not
/// @param ownMachines the operator's own machines, counted in workers: they take work first
/// @param failedAgo when the worker that ended last was asked for, if it failed; absent if it ended well
public record Fleet(double backlogSeconds, int coming, int running, double ownMachines, Optional<Duration> failedAgo) {
    public Fleet {
        if (!(backlogSeconds >= 0) || coming < 0 || running < 0 || !(ownMachines >= 0)) {
            throw new IllegalArgumentException("%f s, %d coming, %d running, %f of one's own"
                    .formatted(backlogSeconds, coming, running, ownMachines));
        }
    }

    /// The workers that run or will run soon.
    int alive() {
        return coming + running;
    }
}
