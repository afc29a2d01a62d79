package dev.azulejo.api.port;

import dev.azulejo.arena.store.JudgesDesk;
import java.util.Optional;

/// The arenas in which people vote. Thread-safe.
public interface Arenas {
    /// @param id as in the links of judges, or any other text that was sent
    Optional<JudgesDesk> desk(String id);
}
