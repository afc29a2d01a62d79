package dev.azulejo.functions.pool;

import java.time.Duration;

/// Decides how many workers to start. A pure function, which the simulation runs too.
///
/// Workers are wanted until each has `targetWait` of work in front of it, at most `most`; running and
/// coming workers are subtracted. No worker is stopped: each ends by itself when no work waits.
///
/// @param targetWait the longer, the fewer workers, the less of their time goes into starting, and the
///     longer people wait
/// @param most workers at once
public record FleetSize(Duration targetWait, int most) {
    /// After a failed worker, how long to wait before one more is tried, instead of a fleet once a minute.
    static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(15);

    public FleetSize {
        if (targetWait.toSeconds() < 1 || most < 1) {
            throw new IllegalArgumentException("%s, at most %d workers".formatted(targetWait, most));
        }
    }

    public int toStart(Fleet fleet) {
        double busy = fleet.backlogSeconds() / targetWait.toSeconds() - fleet.ownMachines();
        int wanted = (int) Math.clamp(Math.ceil(busy), 0, most);
        int missing = Math.max(0, wanted - fleet.alive());
        if (fleet.failedAgo().isEmpty()) {
            return missing;
        }
        boolean mayTry = fleet.coming() == 0 && fleet.failedAgo().get().compareTo(PAUSE_AFTER_FAILURE) >= 0;
        return mayTry ? Math.min(1, missing) : 0;
    }
}
