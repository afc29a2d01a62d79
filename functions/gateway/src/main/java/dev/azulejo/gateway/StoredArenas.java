package dev.azulejo.gateway;

import dev.azulejo.api.port.Arenas;
import dev.azulejo.arena.store.ArenaObjects;
import dev.azulejo.arena.store.JudgesDesk;
import dev.azulejo.arena.store.PublishedArena;
import dev.azulejo.storage.JobStorage;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The arenas of this deployment. Each lies under its id, so one read finds it, and an operator opens
/// one by making it. Thread-safe.
final class StoredArenas implements Arenas {
    private final Function<String, JobStorage> places;
    private final Clock clock;
    private final Map<String, JudgesDesk> desks = new ConcurrentHashMap<>();

    /// @param places the place of an arena by its id
    StoredArenas(Function<String, JobStorage> places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    @Override
    public Optional<JudgesDesk> desk(String id) {
        if (!PublishedArena.isId(id)) {
            return Optional.empty();
        }
        var known = desks.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        var objects = new ArenaObjects(places.apply(id));
        var desk = objects.arena()
                .filter(arena -> arena.id().equals(id))
                .map(arena -> new JudgesDesk(objects, arena, clock));
        desk.ifPresent(made -> desks.putIfAbsent(id, made));
        return desk;
    }
}
