package dev.azulejo.api.arena;

import dev.azulejo.api.port.Arenas;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.arena.store.Judge;
import dev.azulejo.arena.store.JudgesDesk;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The judge who sent the current request, and the desk of the arena that it is for.
@RequestScoped
class Bench {
    private static final String SCHEME = "Bearer ";

    private final Arenas arenas;
    private @Nullable JudgesDesk desk;
    private @Nullable Judge judge;

    Bench(Arenas arenas) {
        this.arenas = arenas;
    }

    /// @param header the key, as it was sent
    void seat(String arena, @Nullable String header) {
        var found = arenas.desk(arena);
        desk = found.orElse(null);
        judge = found.flatMap(votes -> Optional.ofNullable(header)
                        .filter(text -> text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                        .flatMap(text ->
                                votes.judge(text.substring(SCHEME.length()).strip())))
                // an arena that is not here is not told apart
                .orElseThrow(() ->
                        Kind.UNAUTHORIZED.exception("open the link of your invitation: it has the key of one judge"));
    }

    JudgesDesk desk() {
        return checked(desk);
    }

    Judge judge() {
        return checked(judge);
    }

    private static <T> T checked(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("no key was asked for");
        }
        return value;
    }
}
