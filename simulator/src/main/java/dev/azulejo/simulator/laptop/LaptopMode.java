package dev.azulejo.simulator.laptop;

import java.util.List;

/// What may happen on one machine.
///
/// @param locks whether processes keep each other waiting: a network folder may have no locks
/// @param cancels whether somebody cancels a job
/// @param expires whether the machine is off for days, and then cleans up beside running jobs
/// @param watch whether a folder is watched, instead of commands that somebody gives
public record LaptopMode(String name, boolean locks, boolean cancels, boolean expires, boolean watch) {
    public static final List<LaptopMode> ALL = List.of(
            new LaptopMode("laptop", true, false, false, false),
            new LaptopMode("laptop-nolocks", false, false, false, false),
            new LaptopMode("laptop-expire", true, false, true, false),
            new LaptopMode("laptop-cancel", true, true, false, false),
            new LaptopMode("watch", true, false, false, true));
}
