package dev.azulejo.arena.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.arena.ranking.Duel.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static Ranking of(List<Duel> duels) {
        return Ranking.of(3, duels, Ranking.CHANCE);
    }

    private static Duel duel(Result result, int image, int judge) {
        return new Duel(0, 1, result, "scene " + image, "image " + image, "judge " + judge);
    }

    @Test
    void withoutVotesNothingIsKnown() {
        assertThat(of(List.of()).margins())
                .allSatisfy(margin -> assertThat(margin.interval())
                        .satisfies(interval -> assertThat(interval.low()).isLessThan(0.02))
                        .satisfies(interval -> assertThat(interval.high()).isGreaterThan(0.98)));
    }

    /// Resampling votes that all say the same gives the same again, which must not be taken for certainty.
    @Test
    void fewVotesThatAgreeAreNoProof() {
        var duels = List.of(duel(Result.FIRST, 1, 1), duel(Result.FIRST, 2, 1), duel(Result.FIRST, 3, 2));
        var margin = of(duels).margins().getFirst();
        assertThat(margin.interval().contains(0.5)).isTrue();
    }

    @Test
    void votesThatImagesDecideCountAsImages() {
        var balanced = new ArrayList<Duel>(); // six of ten, on each image and by each judge
        var decided = new ArrayList<Duel>(); // six of ten images
        for (int image = 0; image < 40; image++) {
            for (int judge = 0; judge < 10; judge++) {
                balanced.add(duel((image + judge) % 10 < 6 ? Result.FIRST : Result.SECOND, image, judge));
                decided.add(duel(image % 10 < 6 ? Result.FIRST : Result.SECOND, image, judge));
            }
        }
        assertThat(width(decided) / width(balanced))
                .as("ten votes on an image that all say the same are one")
                .isCloseTo(Math.sqrt(10), within(0.5));
    }

    private static double width(List<Duel> duels) {
        var ranking = Ranking.of(2, duels, Ranking.CHANCE);
        var interval = ranking.places().getFirst().interval();
        return interval.high() - interval.low();
    }

    @Test
    void theSameVotesGiveTheSameRanking() {
        var duels = new ArrayList<Duel>();
        for (int image = 0; image < 20; image++) {
            duels.add(duel(image % 3 == 0 ? Result.TIE : Result.FIRST, image, image % 4));
        }
        assertThat(of(duels)).isEqualTo(of(duels));
        assertThat(of(duels).order()).startsWith(0).endsWith(1);
        assertThat(of(duels).places().get(2).votes()).isEqualTo(20);
    }
}
