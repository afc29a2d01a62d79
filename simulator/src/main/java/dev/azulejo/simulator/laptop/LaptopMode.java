package dev.azulejo.simulator.laptop;

import java.util.List;
import java.util.Set;

/// What may happen in a run on one machine.
public record LaptopMode(String name, Set<Chance> chances) {
    /// One thing that may happen beside faults.
    public enum Chance {
        /// Locks do not work, as on some network drives.
        NO_LOCKS,
        /// A user cancels a job.
        CANCELS,
        /// The machine is off for days, and then cleans up beside running jobs.
        EXPIRES,
        /// A folder is watched, instead of commands that users give.
        WATCH,
        /// The recipe looks at the pixels, and each of two builds sees something different.
        LOOKS
    }

    public LaptopMode {
        chances = Set.copyOf(chances);
    }

    public static final List<LaptopMode> ALL = List.of(
            named("laptop"),
            named("laptop-nolocks", Chance.NO_LOCKS),
            named("laptop-expire", Chance.EXPIRES),
            named("laptop-cancel", Chance.CANCELS),
            named("laptop-looks", Chance.LOOKS),
            named("watch", Chance.WATCH));

    private static LaptopMode named(String name, Chance... chances) {
        return new LaptopMode(name, Set.of(chances));
    }

    boolean may(Chance chance) {
        return chances.contains(chance);
    }
}
