package dev.azulejo.quality.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.report.Comparison;
import dev.azulejo.quality.report.Comparison.Candidate;
import dev.azulejo.quality.report.Comparison.SetName;
import dev.azulejo.quality.report.Comparison.Task;
import dev.azulejo.quality.report.Failure;
import dev.azulejo.quality.report.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MeasuredAgainTest {
    private static final List<String> RECIPES = List.of("old", "new");
    private static final List<String> IMAGES =
            IntStream.range(0, 20).mapToObj(image -> "image " + image).toList();

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @Test
    void whatIsTheSameDoesNotContradict() {
        assertThat(contradictions(comparison(IMAGES, 33), comparison(IMAGES.subList(3, 8), 33)))
                .isEmpty();
    }

    /// Another engine gives pixels that differ here and there by one level.
    @ParameterizedTest
    @CsvSource({"33, 33.09, 0", "33, 33.11, 5", "33, 25, 5", "100, 72, 0", "61, 58, 5"})
    void scoresMayDifferByWhatCountsAsNoLoss(double said, double again, int contradictions) {
        assertThat(contradictions(comparison(IMAGES, said), comparison(IMAGES.subList(3, 8), again)))
                .hasSize(contradictions)
                .allMatch(words -> words.startsWith("psnr of new on image "));
    }

    @Test
    void aFailureThatIsHiddenOrMadeUpIsFound() {
        var whole = comparison(IMAGES, 33);
        var without = without(whole, "image 4");
        var failed = new Comparison(
                without.set(),
                without.task(),
                without.candidates(),
                without.measures(),
                without.trials(),
                List.of(new Failure("image 4", "new", "NaN")));
        assertThat(contradictions(whole, failed))
                .containsExactly("new fails on image 4 when it is tried again; the evaluation says otherwise");
        assertThat(contradictions(failed, whole))
                .containsExactly("new makes image 4 when it is tried again; the evaluation says otherwise");
        assertThat(contradictions(without, comparison(List.of("image 9"), 33)))
                .containsExactly("the evaluation says nothing of new on 1 of the images: image 4");
    }

    @Test
    void otherImagesAreOthers() {
        var other = comparison(IMAGES, 33);
        var said = new Comparison(
                new SetName("test", "00"),
                other.task(),
                other.candidates(),
                other.measures(),
                other.trials(),
                other.failures());
        assertThat(contradictions(said, other))
                .containsExactly("the evaluation was made of other images than those that were given");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSeedAloneDrawsEachNameOnce(long seed) {
        var draw = new Draw("hash %d".formatted(seed));
        assertThat(draw.of(IMAGES, 5))
                .hasSize(5)
                .doesNotHaveDuplicates()
                .isEqualTo(draw.of(IMAGES.reversed(), 5))
                .isNotEqualTo(new Draw("hash %d".formatted(seed + 1)).of(IMAGES, 5));
        assertThat(draw.of(List.of("a", "b", "a"), 5)).containsExactlyInAnyOrder("a", "b");
    }

    private static List<String> contradictions(Comparison said, Comparison again) {
        return new MeasuredAgain(said, again, Bounds.STANDARD).contradictions(IMAGES, RECIPES);
    }

    private static Comparison without(Comparison whole, String image) {
        return new Comparison(
                whole.set(),
                whole.task(),
                whole.candidates(),
                whole.measures(),
                whole.trials().stream()
                        .filter(trial ->
                                !trial.image().equals(image) || !trial.recipe().equals("new"))
                        .toList(),
                List.of());
    }

    /// @param psnr of the new model
    private static Comparison comparison(List<String> images, double psnr) {
        var trials = new ArrayList<Trial>();
        for (var image : images) {
            trials.add(new Trial(image, List.of(), "old", scores(30), 1, 1));
            trials.add(new Trial(image, List.of(), "new", scores(psnr), 1, 1));
        }
        return new Comparison(
                new SetName("test", "11"),
                new Task(2, 0, true),
                List.of(new Candidate("old", List.of("old 1")), new Candidate("new", List.of("new 2"))),
                List.of(Metric.PSNR),
                trials,
                List.of());
    }

    private static Map<String, Double> scores(double psnr) {
        return Bounds.STANDARD.metrics().stream()
                .collect(Collectors.toMap(Metric::id, metric -> metric == Metric.PSNR ? psnr : 0.9));
    }
}
