package dev.azulejo.simulator.place;

import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.storage.ObjectStat;

/// An object has appeared.
public record Write(Place place, String key, byte[] bytes, ObjectStat stat, SimProcess by) {
    /// Names its bytes.
    public String version() {
        return place.shelf().version(key);
    }
}
