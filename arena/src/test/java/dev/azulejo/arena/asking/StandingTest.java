package dev.azulejo.arena.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.arena.Answer;
import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Asked;
import dev.azulejo.arena.Choice;
import dev.azulejo.arena.Picture;
import dev.azulejo.arena.Question;
import dev.azulejo.arena.Scene;
import dev.azulejo.arena.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final List<Scene> SCENES = IntStream.range(0, 20)
            .mapToObj(image -> new Scene("s" + image, "image " + image, Set.of()))
            .toList();
    private static final Arena ARENA = new Arena("test", List.of("a", "b", "c"), SCENES, 1000, 1);

    private final List<Vote> votes = new ArrayList<>();

    /// Adds votes on each image by judges who prefer the first of the two the given number of times in ten,
    /// each on other images.
    private void prefer(String preferred, String other, int judges, int times) {
        for (int judge = 0; judge < judges; judge++) {
            for (var scene : SCENES) {
                boolean swapped = votes.size() % 2 == 0;
                var left = new Picture(swapped ? other : preferred, false);
                var right = new Picture(swapped ? preferred : other, false);
                boolean first = (7 * judge + 3 * SCENES.indexOf(scene)) % 10 < times;
                var at = Instant.ofEpochSecond(votes.size());
                votes.add(new Vote(
                        new Asked(
                                "judge " + judge,
                                votes.size(),
                                new Question(scene.id(), left, right, OptionalInt.empty()),
                                at),
                        new Answer(first == swapped ? Choice.RIGHT : Choice.LEFT, Set.of()),
                        at.plusSeconds(1)));
            }
        }
    }

    @Test
    void betweenTwoCountsNobodyElse() {
        prefer("b", "c", 10, 7);
        prefer("a", "b", 10, 10);
        prefer("a", "c", 10, 0);
        var ranking = new Standing(ARENA, votes).between(2, 1);
        assertThat(ranking.votes()).isEqualTo(200);
        var margin = ranking.margins().getFirst();
        assertThat(margin.better()).as("number 1 of the two is b").isEqualTo(1);
        assertThat(margin.share()).isCloseTo(0.7, within(0.02));
        assertThat(margin.interval().contains(0.5)).isFalse();
    }

    @Test
    void theOtherWayRoundSaysTheSame() {
        prefer("b", "c", 10, 7);
        var margin = new Standing(ARENA, votes).between(1, 2).margins().getFirst();
        assertThat(margin.better()).isZero();
        assertThat(margin.share()).isCloseTo(0.7, within(0.02));
    }
}
