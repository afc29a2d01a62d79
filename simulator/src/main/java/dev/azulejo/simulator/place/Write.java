package dev.azulejo.simulator.place;

import dev.azulejo.simulator.attempt.JobFile;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.storage.ObjectStat;
import java.util.Optional;

/// An object that has appeared.
///
/// @param file what it is in a job's folder; empty elsewhere
public record Write(Place place, String key, byte[] bytes, ObjectStat stat, SimProcess by, Optional<JobFile> file) {
    /// The version that names the bytes.
    public String version() {
        return place.shelf().version(key);
    }
}
