package dev.azulejo.server;

import dev.azulejo.cli.arena.ArenaPlace;
import dev.azulejo.quality.arena.store.JudgesDesk;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The arenas of this server, by id. Thread-safe.
final class Arenas {
    private final Map<String, JudgesDesk> desks = new LinkedHashMap<>();

    /// @param places as they were written
    /// @throws dev.azulejo.cli.exit.CommandFailure when there is no arena in one
    Arenas(List<String> places, Clock clock) {
        for (var place : places) {
            var objects = ArenaPlace.open(place);
            var arena = ArenaPlace.published(objects, place);
            desks.put(arena.id(), new JudgesDesk(objects, arena, clock));
        }
    }

    Optional<JudgesDesk> desk(String arena) {
        return Optional.ofNullable(desks.get(arena));
    }
}
