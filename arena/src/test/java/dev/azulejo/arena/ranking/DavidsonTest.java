package dev.azulejo.arena.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.arena.ranking.Duel.Result;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DavidsonTest {
    private static void add(PairCounts counts, int first, int second, Result result, int times) {
        for (int i = 0; i < times; i++) {
            counts.add(new Duel(first, second, result, "scene", "image", "judge"));
        }
    }

    /// The maximum for two contenders is known: chances equal the counts.
    @Test
    void ofTwoContendersChancesAreWhatWasCounted() {
        var counts = new PairCounts(2);
        add(counts, 0, 1, Result.FIRST, 6000);
        add(counts, 1, 0, Result.FIRST, 3000);
        add(counts, 0, 1, Result.TIE, 1000);
        var chances = Davidson.fit(counts).chances(0, 1);
        assertThat(chances.first()).isCloseTo(0.6, within(1e-3));
        assertThat(chances.second()).isCloseTo(0.3, within(1e-3));
        assertThat(chances.tie()).isCloseTo(0.1, within(1e-3));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void strengthsThatVotesWereDrawnFromAreFoundAgain(long seed) {
        var random = new Random(seed);
        double[] strengths = {1.5, 0.2, -0.4, -1.3};
        var counts = new PairCounts(4);
        for (int vote = 0; vote < 60_000; vote++) {
            int first = random.nextInt(4);
            int second = (first + 1 + random.nextInt(3)) % 4;
            var chances = Chances.of(strengths[first] - strengths[second], 0.8);
            double place = random.nextDouble();
            var result = place < chances.first()
                    ? Result.FIRST
                    : place < chances.first() + chances.second() ? Result.SECOND : Result.TIE;
            add(counts, first, second, result, 1);
        }
        var fitted = Davidson.fit(counts);
        for (int i = 0; i < strengths.length; i++) {
            assertThat(fitted.log(i)).isCloseTo(strengths[i], within(0.06));
        }
        assertThat(fitted.nu()).isCloseTo(0.8, within(0.04));
    }

    @Test
    void whoHasWonEveryVoteIsBetterByNoEndlessAmount() {
        var counts = new PairCounts(3);
        add(counts, 0, 1, Result.FIRST, 20);
        var fitted = Davidson.fit(counts);
        assertThat(fitted.difference(0, 1)).isBetween(3.0, 10.0);
        assertThat(fitted.log(2)).as("nobody has voted on it").isCloseTo(0, within(1e-6));
    }

    @Test
    void closePairsAndThoseWithFewVotesTellMost() {
        var counts = new PairCounts(3);
        add(counts, 0, 1, Result.FIRST, 50);
        add(counts, 0, 1, Result.SECOND, 50);
        add(counts, 1, 2, Result.FIRST, 10);
        add(counts, 1, 2, Result.SECOND, 10);
        var fitted = Davidson.fit(counts);
        assertThat(fitted.gain(1, 2)).isGreaterThan(fitted.gain(0, 1));
        add(counts, 0, 2, Result.FIRST, 100);
        add(counts, 1, 2, Result.FIRST, 70);
        add(counts, 1, 2, Result.SECOND, 10);
        assertThat(Davidson.fit(counts).gain(0, 2))
                .isLessThan(Davidson.fit(counts).gain(0, 1));
    }
}
