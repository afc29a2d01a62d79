package dev.azulejo.quality.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How often eight judges know which of two is better when an arena ends: the table in docs/arena.md. Its rows are
/// of 200 arenas, 40 images, and two contenders of whom the better one gets 59 % (0.5 apart) or 67 % (1 apart).
@Tag("slow")
class VerdictRatesTest {
    private static final int RUNS = 200;

    @ParameterizedTest(name = "{0} apart, taste {1}, {2} votes: {3} to {4} in 100 are sure")
    @CsvSource({"0.5, 0, 90, 15, 30", "0.5, 0, 600, 90, 100", "0.5, 0.4, 600, 60, 85", "1, 0, 150, 90, 100"})
    void aVerdictTakesMoreVotesThanAGuess(double apart, double taste, int votes, int least, int most) {
        var margins = LongStream.range(0, RUNS)
                .mapToObj(seed -> new SimulatedArena(new double[] {apart, 0}, 40, 0.4, votes, seed)
                        .judgesOfTaste(8, taste)
                        .held(true)
                        .ranking()
                        .margins()
                        .getFirst())
                .filter(margin -> margin.better() == 0)
                .toList();
        assertThat(margins.size() * 100 / RUNS).as("the right order").isGreaterThanOrEqualTo(90);
        assertThat(margins.stream()
                                .filter(margin -> margin.interval().low() > 0.5)
                                .count()
                        * 100
                        / RUNS)
                .isBetween((long) least, (long) most);
    }
}
