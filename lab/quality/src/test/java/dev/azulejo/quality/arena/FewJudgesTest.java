package dev.azulejo.quality.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.arena.asking.Standing;
import dev.azulejo.arena.ranking.Ranking;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Simulates arenas of two equal contenders with few judges, or several, each with a taste of their own. In
/// 1,600 such arenas of other seeds intervals held the truth in 0.953 to 0.971, in each of these cases;
/// with one judge in 0.963.
@Tag("slow")
class FewJudgesTest {
    private static final int RUNS = 400;
    private static final int IMAGES = 40;
    private static final int VOTES = 150;
    private static final double SPREAD = 0.4;

    private record Run(SimulatedArena arena, Standing standing, Ranking ranking) {
        boolean hasWinner() {
            return ranking.margins().stream()
                    .anyMatch(margin -> Standing.isSettled(ranking, margin)
                            && !margin.interval().contains(0.5));
        }

        /// Whether the interval holds the truth, which is what all people say; with one judge alone, what
        /// that one says of all images.
        boolean holds(int judges) {
            var margin = ranking.margins().getFirst();
            double truth = judges > 1
                    ? 0.5
                    : SimulatedArena.share(arena.taste("honest0", margin.better(), margin.worse()), SPREAD, 1);
            return margin.interval().contains(truth);
        }
    }

    @ParameterizedTest(name = "{0} judges of taste {1}")
    @CsvSource({"1, 0.4", "2, 0.4", "3, 0.4", "8, 0.4", "1, 0.8", "2, 0.8", "3, 0.8", "8, 0.8"})
    void amongEqualsThereIsSeldomAWinner(int judges, double taste) {
        var runs = LongStream.range(0, RUNS)
                .mapToObj(seed -> run(judges, taste, seed))
                .toList();
        long winners = runs.stream().filter(Run::hasWinner).count();
        double held = runs.stream().filter(run -> run.holds(judges)).count() / (double) RUNS;
        assertThat(winners).as("false winners").isLessThanOrEqualTo(RUNS * 7 / 100);
        assertThat(held).as("intervals that hold the truth").isBetween(0.92, 0.98);
    }

    private static Run run(int judges, double taste, long seed) {
        var arena = new SimulatedArena(new double[] {0, 0}, IMAGES, SPREAD, VOTES, seed).judgesOfTaste(judges, taste);
        var standing = arena.held(true);
        return new Run(arena, standing, standing.ranking());
    }
}
