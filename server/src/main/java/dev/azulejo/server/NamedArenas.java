package dev.azulejo.server;

import dev.azulejo.api.port.Arenas;
import dev.azulejo.arena.store.ArenaObjects;
import dev.azulejo.arena.store.JudgesDesk;
import dev.azulejo.local.machine.LocalPlaces;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The arenas that were named when the server started. Thread-safe.
final class NamedArenas implements Arenas {
    private final Map<String, JudgesDesk> desks = new LinkedHashMap<>();

    /// @param places as they were written
    /// @throws dev.azulejo.storage.NoSuchObject when there is no arena in one
    NamedArenas(List<String> places, Clock clock) {
        for (var place : places) {
            var objects = new ArenaObjects(LocalPlaces.written(place));
            var arena = objects.arenaOf(place);
            desks.put(arena.id(), new JudgesDesk(objects, arena, clock));
        }
    }

    @Override
    public Optional<JudgesDesk> desk(String id) {
        return Optional.ofNullable(desks.get(id));
    }
}
