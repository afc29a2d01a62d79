package dev.azulejo.quality.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.arena.Choice;
import dev.azulejo.arena.asking.Standing;
import dev.azulejo.arena.judge.Fault;
import dev.azulejo.arena.ranking.Ranking;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Simulates a hundred arenas with judges who are fully known, and measures the figures that docs/arena.md
/// promises.
class SimulatedArenaTest {
    private static final int RUNS = 100;
    private static final int VOTES = 450;
    private static final int IMAGES = 40;
    private static final int HONEST = 9;

    /// The contenders' strengths: neighbours are 0.5 apart, so the better one gets 59 of 100 votes, ties
    /// being half of one for each.
    private static final double[] STRENGTHS = {1, 0.5, 0};

    /// The standard deviation of how well an image suits a contender.
    private static final double SPREAD = 0.4;

    /// The attention of judges: some look closer than others.
    private static final double[] ATTENTION = {0.7, 1, 1.3};

    private record Run(Standing standing, Ranking ranking) {
        Optional<Fault.Kind> fault(String judge) {
            return standing.panel().fault(judge).map(Fault::kind);
        }
    }

    private static List<Run> runs;

    @BeforeAll
    static void hold() {
        runs = LongStream.range(0, RUNS)
                .mapToObj(seed -> arena(STRENGTHS, VOTES, seed).held(false))
                .map(standing -> new Run(standing, standing.ranking()))
                .toList();
    }

    private static SimulatedArena arena(double[] strengths, int votes, long seed) {
        var arena = new SimulatedArena(strengths, IMAGES, SPREAD, votes, seed);
        for (double attention : ATTENTION) {
            arena.judges(
                    HONEST / ATTENTION.length,
                    "honest-%s-".formatted(attention),
                    SimulatedJudge.honest(attention, SimulatedArena.NU));
        }
        var honest = SimulatedJudge.honest(1, SimulatedArena.NU);
        return arena.judges(1, "random", SimulatedJudge.random())
                .judges(1, "left", SimulatedJudge.always(Choice.LEFT))
                .judges(1, "tie", SimulatedJudge.always(Choice.TIE))
                .judges(1, "bad", SimulatedJudge.always(Choice.BOTH_BAD))
                .judges(1, "inverted", SimulatedJudge.inverted(honest))
                .judges(1, "cunning", SimulatedJudge.cunning(honest));
    }

    @Test
    void theOrderIsRecoveredIn95Of100Runs() {
        assertThat(runs.stream().filter(run -> run.ranking.order().equals(List.of(0, 1, 2))))
                .hasSizeGreaterThanOrEqualTo(95);
    }

    @Test
    void whoDoesNotLookIsFound() {
        for (var judge : List.of("random0", "left0", "tie0", "bad0", "inverted0")) {
            assertThat(runs.stream().filter(run -> run.fault(judge).isPresent()))
                    .as(judge)
                    .hasSizeGreaterThanOrEqualTo(95);
        }
    }

    @Test
    void whoLooksIsNotFound() {
        long found = runs.stream()
                .flatMap(run -> run.standing.panel().records().keySet().stream()
                        .filter(judge -> judge.startsWith("honest"))
                        .filter(judge -> run.fault(judge).isPresent()))
                .count();
        assertThat(found).isLessThanOrEqualTo(RUNS * HONEST / 100);
    }

    @Test
    void intervalsCoverTheTruthAsOftenAsTheySay() {
        var margins =
                runs.stream().flatMap(run -> run.ranking.margins().stream()).toList();
        double covered = margins.stream()
                        .filter(margin -> margin.interval().contains(truth(margin)))
                        .count()
                / (double) margins.size();
        // 200 intervals, two and two of one arena: 0.95 with a standard error of 0.016
        assertThat(covered).isBetween(0.91, 0.99);
    }

    private static double truth(Ranking.Margin margin) {
        double difference = STRENGTHS[margin.better()] - STRENGTHS[margin.worse()];
        return IntStream.range(0, ATTENTION.length)
                .mapToDouble(i -> SimulatedArena.share(difference, SPREAD, ATTENTION[i]))
                .average()
                .orElseThrow();
    }

    @Test
    void whoSeesCatchTrialsAndLiesOtherwiseIsFlagged() {
        var standings = LongStream.range(0, 6)
                .mapToObj(seed -> arena(new double[] {2, 1, 0}, 900, seed).held(false))
                .toList();
        assertThat(standings.stream()
                        .filter(standing -> standing.panel()
                                .flag("cunning0")
                                .filter(flag -> flag.kind() == Fault.Kind.CONTRARY)
                                .isPresent()))
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(standings)
                .allSatisfy(standing -> assertThat(standing.duels())
                        .noneMatch(duel -> duel.judge().equals("inverted0"))
                        .anyMatch(duel -> duel.judge().equals("cunning0")));
    }

    @Test
    void aClearCaseEndsBeforeTheBudgetDoes() {
        var standing = new SimulatedArena(new double[] {3, 1.5, 0}, IMAGES, SPREAD, 1000, 1)
                .judges(5, "honest", SimulatedJudge.honest(1, SimulatedArena.NU))
                .held(true);
        assertThat(standing.verdict()).isEqualTo(Standing.Verdict.SETTLED);
        assertThat(standing.duels()).hasSizeLessThan(400);
    }

    @Test
    void tenLooksFindAWinnerAmongEqualsInAboutOneArenaOf20() {
        long found = LongStream.range(0, 60)
                .mapToObj(seed -> new SimulatedArena(new double[] {0, 0}, IMAGES, SPREAD, 200, seed)
                        .judges(4, "honest", SimulatedJudge.honest(1, SimulatedArena.NU))
                        .held(true))
                .filter(standing -> standing.verdict() == Standing.Verdict.SETTLED)
                .count();
        assertThat(found).isLessThanOrEqualTo(6); // 3 are expected
    }
}
