package dev.azulejo.quality.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.quality.metric.score.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EdgeCasesTest {
    @Test
    void whatStandsOutIsFoundByWhatItStandsOut() {
        var results = usual(60);
        results.add(described("blocky", 4, 9));
        results.add(described("unnatural", 14, 0.5));
        var edges = EdgeCases.of(results);
        assertThat(edges).extracting(edge -> edge.result().name()).contains("blocky", "unnatural");
        assertThat(edges.getFirst().result().name()).isEqualTo("blocky");
        assertThat(edges.getFirst().metric()).isEqualTo(Metric.BLOCKINESS);
        assertThat(edges.get(1).metric()).isEqualTo(Metric.NIQE);
    }

    @Test
    void whatIsBetterThanOthersIsNoEdgeCase() {
        var results = usual(60);
        results.add(described("splendid", -20, -20));
        assertThat(EdgeCases.of(results))
                .extracting(edge -> edge.result().name())
                .doesNotContain("splendid");
    }

    /// With means and standard deviations ten bad ones of forty would hide each other.
    @Test
    void manyThatAreBadDoNotHideEachOther() {
        var results = usual(30);
        for (int bad = 0; bad < 10; bad++) {
            results.add(described("bad " + bad, 4, 30));
        }
        assertThat(EdgeCases.of(results))
                .filteredOn(edge -> edge.result().name().startsWith("bad"))
                .hasSize(10);
    }

    @Test
    void amongAFewNothingStandsOut() {
        assertThat(EdgeCases.of(List.of(described("a", 1, 1), described("b", 100, 100))))
                .isEmpty();
    }

    @Test
    void aScoreThatIsTheSameForMostTellsNothing() {
        var results = new ArrayList<Described>();
        for (int i = 0; i < 30; i++) {
            results.add(new Described("r" + i, List.of(), Map.of(Metric.NIQE, i == 0 ? 1.0 : 0.0)));
        }
        assertThat(EdgeCases.of(results)).isEmpty();
    }

    @Test
    void blocksThatNobodySeesDoNotStandOut() {
        var results = new ArrayList<Described>();
        for (int i = 0; i < 30; i++) {
            results.add(new Described("r" + i, List.of(), Map.of(Metric.BLOCKINESS, i < 2 ? 0.3 : i < 4 ? 0.6 : 0.0)));
        }
        assertThat(EdgeCases.of(results))
                .extracting(edge -> edge.result().name())
                .containsExactly("r2", "r3");
    }

    @Test
    void aModelThatGotWorseIsTold() {
        var results = models(40, 40, 0.6);
        var signs = Drift.signs(results, "old", "new");
        assertThat(signs).extracting(Drift.Sign::metric).containsExactly(Metric.NIQE);
        assertThat(signs.getFirst().onTrial() - signs.getFirst().usual()).isCloseTo(0.6, within(0.2));
        assertThat(signs.getFirst().worseBy()).isBetween(0.1, 0.6);
        assertThat(Drift.signs(results, "new", "old")).isEmpty();
    }

    @Test
    void aModelThatIsTheSameIsHardlyEverAccused() {
        int accused = 0;
        for (int seed = 0; seed < 100; seed++) {
            accused += Drift.signs(models(seed, 40, 0), "old", "new").isEmpty() ? 0 : 1;
        }
        assertThat(accused).isLessThanOrEqualTo(4);
    }

    @Test
    void fewResultsAccuseNobody() {
        assertThat(Drift.signs(models(1, 19, 50), "old", "new")).isEmpty();
    }

    @Test
    void fewResultsOfOneOfThemAreTooFew() {
        for (var rare : List.of("old", "new")) {
            int[] count = {0};
            var results = models(1, 40, 50).stream()
                    .filter(result -> !result.name().equals(rare) || count[0]++ < Drift.LEAST_RESULTS - 1)
                    .toList();
            assertThat(Drift.signs(results, "old", "new")).as("19 of %s", rare).isEmpty();
        }
    }

    private static List<Described> usual(int count) {
        var random = new Random(3);
        var results = new ArrayList<Described>();
        for (int i = 0; i < count; i++) {
            results.add(described("usual " + i, 4 + 0.5 * random.nextGaussian(), 0.5 + 0.1 * random.nextGaussian()));
        }
        return results;
    }

    private static List<Described> models(long seed, int ofEach, double worse) {
        var random = new Random(seed);
        var results = new ArrayList<Described>();
        for (int i = 0; i < ofEach; i++) {
            results.add(new Described("old", List.of("old"), Map.of(Metric.NIQE, 4 + 0.5 * random.nextGaussian())));
            results.add(new Described(
                    "new", List.of("cunet", "new"), Map.of(Metric.NIQE, 4 + worse + 0.5 * random.nextGaussian())));
        }
        return results;
    }

    private static Described described(String name, double niqe, double blockiness) {
        return new Described(name, List.of("m"), Map.of(Metric.NIQE, niqe, Metric.BLOCKINESS, blockiness));
    }
}
