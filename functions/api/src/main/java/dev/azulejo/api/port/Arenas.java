package dev.azulejo.api.port;

import dev.azulejo.arena.store.JudgesDesk;
import java.util.Optional;

/// The arenas in which people vote here. Thread-safe.
public interface Arenas {
    /// @param id as it is in the links of judges, and whatever else somebody has sent in its place
    Optional<JudgesDesk> desk(String id);
}
