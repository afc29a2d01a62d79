package dev.azulejo.quality.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.quality.gate.Poll;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Measures how often people let a model through the gate, if it is known how much they like it: the
/// promise of docs/evaluation.md.
@Tag("slow")
class ByPeopleRatesTest {
    private static final int RUNS = 200;
    private static final int IMAGES = 40;
    private static final double SPREAD = 0.4;

    /// The candidate is contender 1.
    @ParameterizedTest(name = "{0} better, {1} judges of taste {2}")
    @CsvSource({"0, 8, 0, 0, 8", "0, 8, 0.4, 0, 8", "0, 5, 0.8, 0, 8", "1, 8, 0.2, 180, 200"})
    void anEqualOneSeldomPassesAndABetterOneMostly(double better, int judges, double taste, int least, int most) {
        long passed = LongStream.range(0, RUNS)
                .filter(seed -> {
                    var arena = new SimulatedArena(new double[] {0, better}, IMAGES, SPREAD, 300, seed)
                            .judgesOfTaste(judges, taste);
                    arena.held(true);
                    var poll = Poll.of(arena.arena(), "", Map.<String, List<String>>of(), arena.votes(), "1", "0");
                    return poll.ended()
                            && poll.contest().low() > 0.5
                            && poll.unflagged().stream().allMatch(some -> some.low() > 0.5);
                })
                .count();
        assertThat(passed).isBetween((long) least, (long) most);
    }
}
