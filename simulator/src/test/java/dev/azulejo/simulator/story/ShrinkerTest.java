package dev.azulejo.simulator.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.simulator.schedule.Choice;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final List<Choice> MANY = IntStream.range(0, 200)
            .mapToObj(point -> new Choice("plan#1", point, "fault", "1"))
            .toList();

    @Test
    void whatTheFailureNeedsIsLeft() {
        var needed = List.of(MANY.get(17), MANY.get(18), MANY.get(150));
        var shrinker = new Shrinker(choices -> choices.containsAll(needed), 1_000);
        assertThat(shrinker.shrink(MANY)).isEqualTo(needed);
    }

    @Test
    void itEndsAfterSoManyRuns() {
        var shrinker = new Shrinker(choices -> choices.contains(MANY.get(17)), 10);
        assertThat(shrinker.shrink(MANY)).contains(MANY.get(17));
        assertThat(shrinker.tries()).isEqualTo(10);
    }
}
