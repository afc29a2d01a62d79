package dev.azulejo.simulator.place;

import dev.azulejo.simulator.attempt.JobFile;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.storage.ObjectStat;
import java.util.Optional;

/// An object has appeared.
///
/// @param file what it is in a job's folder; none elsewhere
public record Write(Place place, String key, byte[] bytes, ObjectStat stat, SimProcess by, Optional<JobFile> file) {
    /// Names its bytes.
    public String version() {
        return place.shelf().version(key);
    }
}
