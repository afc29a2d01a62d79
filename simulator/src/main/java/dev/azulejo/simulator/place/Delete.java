package dev.azulejo.simulator.place;

import dev.azulejo.simulator.schedule.SimProcess;

/// An object is about to be deleted, or what would be one.
public record Delete(Place place, String key, SimProcess by) {}
