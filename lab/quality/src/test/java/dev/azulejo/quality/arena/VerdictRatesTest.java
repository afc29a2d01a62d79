package dev.azulejo.quality.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Measures how often eight judges know which of two is better when an arena ends: the table in
/// docs/arena.md, on 200 arenas, 40 images, and two contenders of whom the better one gets 59 % (0.5 apart)
/// or 67 % (1 apart).
@Tag("slow")
class VerdictRatesTest {
    private static final int RUNS = 200;

    /// The tolerance: two standard errors of the table, which is of 100 arenas, and of these.
    private static final double CLOSE = 10;

    @ParameterizedTest(name = "{0} apart, taste {1}, {2} votes: {3} in 100 are sure")
    @CsvSource({
        "0.5, 0, 90, 29",
        "0.5, 0, 600, 95",
        "0.5, 0.2, 300, 69",
        "0.5, 0.4, 600, 58",
        "1, 0, 40, 52",
        "1, 0, 150, 97"
    })
    void aVerdictTakesMoreVotesThanAGuess(double apart, double taste, int votes, int sure) {
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
                        * 100.0
                        / RUNS)
                .as("of 100 that are sure")
                .isCloseTo(sure, within(CLOSE));
    }
}
