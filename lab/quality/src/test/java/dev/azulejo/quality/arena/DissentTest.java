package dev.azulejo.quality.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.arena.Choice;
import dev.azulejo.arena.Question;
import dev.azulejo.arena.Question.Kind;
import dev.azulejo.arena.asking.Standing;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Measures what judges do to an arena who see it differently, or who answer catch trials well and lie
/// otherwise: the statement of docs/arena.md on minorities. Two contenders 1 apart, 300 votes, 200 arenas.
@Tag("slow")
class DissentTest {
    private static final int RUNS = 200;
    private static final int VOTES = 300;

    /// The tolerance in percent: two standard errors of 200 arenas.
    private static final double CLOSE = 7;

    private static List<Standing> standings(int honest, int liars) {
        return LongStream.range(0, RUNS)
                .mapToObj(seed -> arena(seed)
                        .judgesOfTaste(honest, 0)
                        .judges(liars, "liar", DissentTest::lie)
                        .held(false))
                .toList();
    }

    private static SimulatedArena arena(long seed) {
        return new SimulatedArena(new double[] {1, 0}, 40, 0.4, VOTES, seed);
    }

    /// The answer of a judge who always prefers the worse one, except in catch trials.
    private static Choice lie(Question question, SimulatedJudge.World world, RandomGenerator random) {
        if (question.kind() == Kind.CATCH) {
            return SimulatedJudge.honest(1, SimulatedArena.NU).answer(question, world, random);
        }
        return question.left().contender().equals("1") ? Choice.LEFT : Choice.RIGHT;
    }

    private static long surely(List<Standing> standings, int better) {
        return standings.stream()
                .map(standing -> standing.ranking().margins().getFirst())
                .filter(margin -> margin.better() == better && margin.interval().low() > 0.5)
                .count();
    }

    @Test
    void whoHonestlySeesTheOppositeIsNotExpelled() {
        var standings = LongStream.range(0, RUNS)
                .mapToObj(seed -> arena(seed)
                        .judgesOfTaste(6, 0)
                        .judges(
                                2,
                                "dissenter",
                                SimulatedJudge.withTaste(
                                        new double[] {-1, 1}, SimulatedJudge.honest(1, SimulatedArena.NU)))
                        .held(false))
                .toList();
        assertThat(standings.stream()
                        .mapToLong(standing -> standing.panel().records().keySet().stream()
                                .filter(judge -> standing.panel().fault(judge).isPresent())
                                .count())
                        .sum())
                .as("of %d judges", 8 * RUNS)
                .isLessThan(8 * RUNS / 100);
        assertThat(standings.stream()
                        .filter(standing -> standing.panel().flag("dissenter0").isPresent()))
                .as("some of them are flagged")
                .isNotEmpty();
    }

    @Test
    void aLiarAmongEightDelaysAVerdictAndIsFlagged() {
        var standings = standings(7, 1);
        assertThat(surely(standings, 1)).isZero();
        assertThat(standings.stream()
                        .filter(standing -> standing.panel().flag("liar0").isPresent()))
                .hasSizeGreaterThanOrEqualTo(RUNS * 95 / 100);
        assertThat(standings.stream()
                        .map(standing -> standing.unflagged().orElse(standing.ranking()))
                        .filter(ranking -> ranking.order().getFirst() == 0))
                .hasSizeGreaterThanOrEqualTo(RUNS * 95 / 100);
    }

    /// The figures of the table in docs/arena.md, in percent.
    @ParameterizedTest(name = "{0} liars and {1} honest judges")
    @CsvSource({"1, 4, 6, 100, 0", "2, 3, 100, 5, 47", "2, 4, 98, 29, 22", "2, 7, 25, 88, 0"})
    void liarsReverseTheOrderButNotSurely(int liars, int honest, int reversed, int flaggedLiars, int flaggedHonest) {
        var standings = standings(honest, liars);
        assertThat(standings.stream()
                                .filter(standing -> standing.ranking().order().getFirst() == 1)
                                .count()
                        * 100.0
                        / RUNS)
                .as("reversed")
                .isCloseTo(reversed, within(CLOSE));
        assertThat(flagged(standings, "liar", liars)).as("flagged liars").isCloseTo(flaggedLiars, within(CLOSE));
        assertThat(flagged(standings, "honest", honest))
                .as("flagged honest judges")
                .isCloseTo(flaggedHonest, within(CLOSE));
        assertThat(surely(standings, 1)).as("and an interval says so").isZero();
        assertThat(standings.stream()
                        .mapToLong(standing -> IntStream.range(0, honest)
                                .filter(judge ->
                                        standing.panel().fault("honest" + judge).isPresent())
                                .count())
                        .sum())
                .as("honest ones expelled, of %d", honest * RUNS)
                .isLessThan(honest * RUNS / 100);
    }

    private static double flagged(List<Standing> standings, String name, int judges) {
        return standings.stream()
                        .mapToLong(standing -> IntStream.range(0, judges)
                                .filter(judge ->
                                        standing.panel().flag(name + judge).isPresent())
                                .count())
                        .sum()
                * 100.0
                / (judges * RUNS);
    }
}
