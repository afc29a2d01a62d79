package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.arena.Answer;
import dev.azulejo.arena.Choice;
import dev.azulejo.arena.Question;
import dev.azulejo.arena.store.ArenaObjects;
import dev.azulejo.arena.store.Judge;
import dev.azulejo.arena.store.JudgeKey;
import dev.azulejo.arena.store.JudgesDesk;
import dev.azulejo.arena.store.JudgesDesk.Next;
import dev.azulejo.local.machine.LocalPlaces;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// People who vote at the desk of a real arena, and prefer one contender to all others in a known share of their votes.
///
/// @param preferred the name of that contender
/// @param share of the votes
record SimulatedJudges(String preferred, double share) {
    private static final Instant BEGIN = Instant.parse("2026-12-01T10:00:00Z");

    /// Each votes in turn until the arena asks no more.
    void vote(Path folder, int judges, long seed) {
        var random = new Random(seed);
        var objects = new ArenaObjects(LocalPlaces.written(folder.toString()));
        var invited = new ArrayList<Judge>();
        for (int judge = 0; judge < judges; judge++) {
            invited.add(objects.invite("Judge %d".formatted(judge), JudgeKey.random(random), BEGIN));
        }
        int votes = 0;
        while (!askAll(objects, invited, votes, random)) {
            votes += judges;
        }
    }

    /// @return whether nobody is asked any more
    private boolean askAll(ArenaObjects objects, List<Judge> invited, int votes, Random random) {
        boolean ended = true;
        for (int judge = 0; judge < invited.size(); judge++) {
            var clock = Clock.fixed(BEGIN.plusSeconds(10L * (votes + judge)), ZoneOffset.UTC);
            var desk = new JudgesDesk(objects, objects.arena().orElseThrow(), clock);
            if (desk.next(invited.get(judge)) instanceof Next.Put(var asked, var _)) {
                ended = false;
                var answer = new Answer(choice(asked.question(), random), Set.of());
                assertThat(desk.answer(invited.get(judge), asked.number(), answer))
                        .isEqualTo(JudgesDesk.Taken.COUNTED);
            }
        }
        return ended;
    }

    private Choice choice(Question question, Random random) {
        return switch (question.kind()) {
            case CATCH -> question.left().damaged() ? Choice.RIGHT : Choice.LEFT;
            case ORDINARY, REPEAT ->
                question.left().contender().equals(preferred) == (random.nextDouble() < share)
                        ? Choice.LEFT
                        : Choice.RIGHT;
        };
    }
}
