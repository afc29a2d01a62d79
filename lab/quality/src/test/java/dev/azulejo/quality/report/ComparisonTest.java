package dev.azulejo.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Metric.Better;
import dev.azulejo.quality.metric.score.Metric.Needs;
import dev.azulejo.quality.metric.score.OwnMetric;
import dev.azulejo.quality.report.Comparison.Candidate;
import dev.azulejo.quality.report.Comparison.SetName;
import dev.azulejo.quality.report.Comparison.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    private static final Candidate OLD = new Candidate("old", List.of("span-x2 abc"));
    private static final Candidate NEW = new Candidate("new", List.of("span-x2b def"));
    private static final SetName SET = new SetName("cats & <dogs> {script}", "0".repeat(64));
    private static final Task TASK = new Task(2, 0, true);

    @Test
    void aGainIsFoundImageByImageWhereMeansHideIt() {
        var random = new Random(7);
        var trials = new ArrayList<Trial>();
        for (int image = 0; image < 20; image++) {
            double hard = 25 + 15 * random.nextDouble(); // images differ far more than candidates
            trials.add(trial("image " + image, "old", hard));
            trials.add(trial("image " + image, "new", hard + 0.1 + 0.02 * random.nextGaussian()));
        }
        var comparison = comparison(trials);
        var means = comparison.mean(OLD, Metric.PSNR, Optional.empty()).orElseThrow();
        assertThat(means.high() - means.low()).isGreaterThan(2);
        var gain = comparison.gain(NEW, OLD, Metric.PSNR, Optional.empty()).orElseThrow();
        assertThat(gain.mean()).isCloseTo(0.1, within(0.02));
        assertThat(gain.excludesZero()).isTrue();
        assertThat(comparison
                        .gain(OLD, NEW, Metric.PSNR, Optional.empty())
                        .orElseThrow()
                        .mean())
                .isCloseTo(-gain.mean(), within(1e-12));
    }

    /// Of 4,000 samples each, 0.95 hold the truth, with a standard error of 0.0034.
    @ParameterizedTest(name = "{0} images")
    @ValueSource(ints = {5, 6, 8, 12, 40})
    void anIntervalHoldsTheTruthAsOftenAsItSays(int images) {
        var random = new Random(11);
        int runs = 4_000;
        int normal = 0;
        int even = 0;
        for (int run = 0; run < runs; run++) {
            normal += holds(random.doubles(images)
                            .map(_ -> 3 + random.nextGaussian())
                            .toArray())
                    ? 1
                    : 0;
            even += holds(random.doubles(images, 2, 4).toArray()) ? 1 : 0;
        }
        assertThat(normal / (double) runs).isBetween(0.93, 0.97);
        assertThat(even / (double) runs).as("values between two ends").isBetween(0.92, 0.97);
    }

    private static boolean holds(double[] values) {
        var interval = Interval.of(values);
        return interval.low() <= 3 && 3 <= interval.high();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void fewImagesSayNothingOfOthers(int images) {
        var values = new double[images];
        Arrays.fill(values, 34);
        var interval = Interval.of(values);
        assertThat(interval.mean()).isEqualTo(34);
        assertThat(interval.excludesZero()).isFalse();
        assertThat(Numbers.interval(interval, Metric.PSNR)).isEqualTo("34.00");
        assertThat(Numbers.gain(interval, Metric.PSNR)).isEqualTo("+34.00");
    }

    @Test
    void ofSeveralIntervalsEachIsWider() {
        var values = new double[] {1, 2, 3, 4, 5};
        var one = Interval.of(values);
        var many = Interval.ofMany(values, 10);
        assertThat(one.high() - one.mean()).isCloseTo(2.776 * Math.sqrt(0.5), within(0.001));
        assertThat(many.high() - many.mean()).as("99.5 %").isCloseTo(5.598 * Math.sqrt(0.5), within(0.001));
    }

    @Test
    void aMetricOfTheUsersOwnIsShownAndReadAgain() {
        var musiq = new OwnMetric("musiq", Needs.NOTHING, Better.HIGHER, "how good it looks");
        var trials = new ArrayList<Trial>();
        for (int image = 0; image < 6; image++) {
            trials.add(new Trial("image " + image, List.of(), "old", Map.of("musiq", 40.0 + image), 1, 1));
            trials.add(new Trial("image " + image, List.of(), "new", Map.of("musiq", 41.0 + image), 1, 1));
        }
        var comparison = new Comparison(SET, TASK, List.of(OLD, NEW), List.of(musiq), trials, List.of());
        var read = ComparisonJson.read(ComparisonJson.write(comparison));
        assertThat(read).isEqualTo(comparison);
        assertThat(read.gain(NEW, OLD, musiq, Optional.empty()).orElseThrow().mean())
                .isCloseTo(1, within(1e-9));
        assertThat(ComparisonMarkdown.write(read)).contains("| Musiq |", "+1.0000");
    }

    @Test
    void whatFailedIsKeptAndShown() {
        var comparison = new Comparison(
                SET,
                TASK,
                List.of(OLD, NEW),
                List.of(Metric.PSNR),
                List.of(trial("a", "old", 30), trial("b", "old", 30), trial("b", "new", 31), trial("c", "new", 31)),
                List.of(new Failure("a", "new", "the model <returned> NaN"), new Failure("c", "old", "out of memory")));
        assertThat(ComparisonJson.read(ComparisonJson.write(comparison))).isEqualTo(comparison);
        assertThat(comparison.missing(NEW, OLD)).isEqualTo(Map.of("a", "the model <returned> NaN"));
        assertThat(comparison.missing(OLD, NEW)).isEqualTo(Map.of("c", "out of memory"));
        assertThat(ComparisonMarkdown.write(comparison))
                .contains("## What failed", "| a | new | the model &lt;returned> NaN |");
        assertThat(new ComparisonPage(comparison, List.of(), "", OptionalDouble.empty()).html())
                .contains("What failed", "<td>the model &lt;returned&gt; NaN</td>");
    }

    @Test
    void aScoreThatOneLacksIsMissing() {
        var comparison = comparison(List.of(
                new Trial("a", List.of(), "old", Map.of("psnr", 30.0, "ssim", 0.9), 1, 1),
                new Trial("a", List.of(), "new", Map.of("psnr", 30.0), 1, 1)));
        assertThat(comparison.missing(NEW, OLD)).isEqualTo(Map.of("a", "ssim could not be measured"));
        assertThat(comparison.missing(OLD, NEW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aScoreIsFinite(double score) {
        assertThatThrownBy(() -> trial("a", "new", score))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("psnr of new on a is " + score);
    }

    /// A file in which failures were not kept cannot show that there were none.
    @Test
    void anEvaluationWithoutFailuresIsMadeAgain() {
        var old = ComparisonJson.write(comparison(List.of(trial("a", "old", 30))))
                .replace("\"schema\" : 2", "\"schema\" : 1");
        assertThatThrownBy(() -> ComparisonJson.read(old))
                .hasMessage("it is no comparison of schema 2, in which failures are kept; evaluate again");
    }

    @Test
    void whereLessIsBetterAGainIsADecrease() {
        var comparison = comparison(List.of(
                new Trial("cat", List.of(), "old", Map.of("ciede2000", 5.0), 1, 1),
                new Trial("cat", List.of(), "new", Map.of("ciede2000", 4.0), 1, 1)));
        assertThat(Metric.CIEDE2000.better()).isEqualTo(Metric.Better.LOWER);
        assertThat(comparison
                        .gain(NEW, OLD, Metric.CIEDE2000, Optional.empty())
                        .orElseThrow()
                        .mean())
                .isEqualTo(1);
    }

    @Test
    void whatANetworkFoundIsShownToTheDigitThatTellsResultsApart() {
        assertThat(Numbers.heading(Metric.STLPIPS)).isEqualTo("STLPIPS");
        assertThat(Numbers.value(0.00491, Metric.STLPIPS)).isEqualTo("0.0049");
        assertThat(Numbers.value(1.97, Metric.CIEDE2000)).isEqualTo("1.97");
    }

    @Test
    void tagsAndSpeedAreOfTheirTrialsAlone() {
        var comparison = comparison(List.of(
                new Trial("face", List.of("face"), "old", Map.of("psnr", 30.0), 2, 4),
                new Trial("tree", List.of("foliage"), "old", Map.of("psnr", 40.0), 4, 2),
                new Trial("face", List.of("face"), "new", Map.of("psnr", 20.0), 2, 1)));
        assertThat(comparison
                        .mean(OLD, Metric.PSNR, Optional.of("face"))
                        .orElseThrow()
                        .mean())
                .isEqualTo(30);
        assertThat(comparison.mean(NEW, Metric.PSNR, Optional.of("foliage"))).isEmpty();
        assertThat(comparison.megapixelsPerSecond(OLD)).isEqualTo(1);
        assertThat(comparison.megapixelsPerSecond(NEW)).isEqualTo(2);
    }

    @Test
    void theWorstAreThoseThatLostMost() {
        var comparison = comparison(List.of(
                trial("a", "old", 30), trial("a", "new", 29),
                trial("b", "old", 20), trial("b", "new", 25),
                trial("c", "old", 40), trial("c", "new", 35)));
        assertThat(comparison.worst(NEW, Metric.PSNR, 2))
                .extracting(worst -> worst.trial().image())
                .containsExactly("c", "a");
        assertThat(comparison.worst(OLD, Metric.PSNR, 2))
                .extracting(worst -> worst.trial().image())
                .containsExactly("b", "a");
    }

    @Test
    void jsonBringsBackEveryNumber() {
        var comparison = comparison(List.of(trial("a", "old", 1 / 3.0), trial("a", "new", 29)));
        assertThat(ComparisonJson.read(ComparisonJson.write(comparison))).isEqualTo(comparison);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"schema\":3}", "{\"schema\":2}", "{\"schema\":1} 2"})
    void whatIsNoComparisonIsRefused(String text) {
        assertThatThrownBy(() -> ComparisonJson.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("it is no comparison");
    }

    @Test
    void namesOfStrangersStayTextInPagesAndTables() {
        var evil = "</script><img src=x onerror=alert(1)>|[x](javascript:y)`\n## no heading";
        var comparison = comparison(List.of(trial(evil, "old", 30), trial(evil, "new", 31)));
        var crop = new Crop(evil, List.of(), 0, 0, 128, 3, Map.of("old", new byte[] {1}, "new", new byte[] {2}));
        var html = new ComparisonPage(comparison, List.of(crop), "", OptionalDouble.of(1.5)).html();
        assertThat(html)
                .doesNotContain("<img src=x")
                .doesNotContain("</script><img")
                .contains("&lt;/script&gt;");
        assertThat(html).contains("cats &amp; &lt;dogs&gt; {script}");
        assertThat(ComparisonMarkdown.write(comparison))
                .doesNotContain("<img")
                .doesNotContain("\n## no")
                .contains("\\|\\[x](javascript:y)\\`");
    }

    @Test
    void theTerminalGetsARowForEachRecipe() {
        var trials = List.of(trial("a", "old", 30), trial("a", "new", 31.5));
        assertThat(ComparisonText.lines(comparison(trials)))
                .satisfiesExactly(
                        head -> assertThat(head).isEqualTo("recipe  PSNR, dB  better than old by  MP/s"),
                        old -> assertThat(old).matches("old     30\\.00 {17,}[\\d.]+"),
                        better -> assertThat(better).matches("new     31\\.50     \\+1\\.50 +[\\d.]+"));
    }

    private static Trial trial(String image, String recipe, double psnr) {
        return new Trial(image, List.of(), recipe, Map.of("psnr", psnr), 1, 1);
    }

    private static Comparison comparison(List<Trial> trials) {
        return new Comparison(SET, TASK, List.of(OLD, NEW), List.of(Metric.PSNR), trials, List.of());
    }
}
