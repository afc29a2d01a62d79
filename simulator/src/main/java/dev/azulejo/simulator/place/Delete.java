package dev.azulejo.simulator.place;

import dev.azulejo.simulator.schedule.SimProcess;

/// An object that is about to be deleted, or a key at which none is.
public record Delete(Place place, String key, SimProcess by) {}
