package dev.azulejo.quality.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.quality.gate.Finding.Kind;
import dev.azulejo.quality.gate.GateDecision.Model;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.report.Comparison;
import dev.azulejo.quality.report.Comparison.Candidate;
import dev.azulejo.quality.report.Comparison.SetName;
import dev.azulejo.quality.report.Comparison.Task;
import dev.azulejo.quality.report.Failure;
import dev.azulejo.quality.report.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Puts two hundred models of known quality before the gate: the promise of docs/evaluation.md.
@Tag("slow")
class PlantedModelsTest {
    private static final Model OLD = new Model("old", "1", false);
    private static final Model NEW = new Model("new", "2", false);
    private static final int RUNS = 200;
    private static final int IMAGES = 38;

    /// The number of images with a tag in the project's own set; some have two tags.
    private static final Map<String, Integer> TAGS = Map.ofEntries(
            Map.entry("text", 12),
            Map.entry("pixels", 8),
            Map.entry("line-art", 6),
            Map.entry("animal", 6),
            Map.entry("product", 5),
            Map.entry("foliage", 5),
            Map.entry("landscape", 5),
            Map.entry("science", 4),
            Map.entry("architecture", 3),
            Map.entry("texture", 3),
            Map.entry("face", 2),
            Map.entry("night", 1));

    private final Gate gate = new Gate(Way.BY_MEASURES, Quorum.STANDARD);

    /// The gain of a planted model, in dB, besides differences by chance.
    private interface Gain {
        double of(int image, List<String> tags);
    }

    @ParameterizedTest(name = "two models differ by {0} dB on an image")
    @CsvSource({"0.05, 98", "0.1, 98", "0.2, 95", "0.3, 85"})
    void aModelThatIsAsGoodPasses(double deviation, int percent) {
        assertThat(refused((_, _) -> 0, deviation).filter(List::isEmpty).count() * 100 / RUNS)
                .isGreaterThanOrEqualTo(percent);
    }

    @ParameterizedTest(name = "two models differ by {0} dB on an image")
    @ValueSource(doubles = {0.05, 0.1, 0.2})
    void aModelThatIsWorseOnTextIsRefusedForThat(double deviation) {
        assertThat(refused((_, tags) -> tags.contains("text") ? -0.6 : 0.3, deviation)
                        .filter(findings -> findings.stream()
                                .anyMatch(finding -> finding.kind() == Kind.TAG
                                        && finding.words().contains("on images tagged text"))))
                .hasSizeGreaterThanOrEqualTo(RUNS * 95 / 100);
    }

    @Test
    void aModelThatSpoilsOneImageIsRefusedForThat() {
        assertThat(refused((image, _) -> image == 11 ? -3.5 : 0.1, 0.2)
                        .filter(findings -> findings.stream()
                                .anyMatch(finding -> finding.kind() == Kind.IMAGE
                                        && finding.words().startsWith("psnr")
                                        && finding.words().contains(" on image 11;"))))
                .hasSize(RUNS);
    }

    @Test
    void aModelThatReturnsNoNumbersOnAQuarterIsRefusedForThat() {
        assertThat(refused((image, _) -> image % 4 == 3 ? Double.NaN : 0.1, 0.05)
                        .filter(findings -> findings.stream()
                                .anyMatch(finding -> finding.kind() == Kind.FAILURE
                                        && finding.words().startsWith("it failed on 9 of 38 images"))))
                .hasSize(RUNS);
    }

    private Stream<List<Finding>> refused(Gain gain, double deviation) {
        return LongStream.range(0, RUNS)
                .mapToObj(seed -> comparison(gain, deviation, new SplittableRandom(seed)))
                .map(comparison -> gate.against(
                        new Evidence(
                                comparison,
                                List.of(),
                                Optional.empty(),
                                new Recheck("", List.of(), List.of(), List.of())),
                        OLD,
                        NEW,
                        /* mustAskPeople= */ false));
    }

    private static Comparison comparison(Gain gain, double deviation, SplittableRandom random) {
        var tags = tags();
        var trials = new ArrayList<Trial>();
        var failures = new ArrayList<Failure>();
        for (int number = 0; number < IMAGES; number++) {
            var image = "image " + number;
            trials.add(new Trial(image, tags.get(number), OLD.id(), scores(0, random, 0), 1, 1));
            double planted = gain.of(number, tags.get(number));
            if (Double.isNaN(planted)) {
                failures.add(new Failure(image, NEW.id(), "the model returned NaN"));
            } else {
                var scores = scores(planted + deviation * random.nextGaussian(), random, deviation);
                trials.add(new Trial(image, tags.get(number), NEW.id(), scores, 1, 1));
            }
        }
        return new Comparison(
                new SetName("planted", ""),
                new Task(2, 0, true),
                List.of(new Candidate(OLD.id(), List.of("old 1")), new Candidate(NEW.id(), List.of("new 2"))),
                List.copyOf(Bounds.STANDARD.losses().keySet()),
                trials,
                failures);
    }

    /// Scores by all metrics, which agree only partly: their correlation with PSNR is 0.8.
    private static Map<String, Double> scores(double decibels, SplittableRandom random, double deviation) {
        var scores = new HashMap<String, Double>();
        Bounds.STANDARD.losses().forEach((metric, bound) -> {
            boolean exact = metric == Metric.PSNR;
            double gain = exact ? decibels : 0.8 * decibels + 0.6 * deviation * random.nextGaussian();
            double inItsUnit = gain * bound / 0.1;
            scores.put(metric.id(), 10 + (metric.better() == Metric.Better.HIGHER ? inItsUnit : -inItsUnit));
        });
        return scores;
    }

    private static List<List<String>> tags() {
        var tags = new ArrayList<List<String>>();
        for (int image = 0; image < IMAGES; image++) {
            tags.add(new ArrayList<>());
        }
        int next = 0;
        for (var tag :
                TAGS.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            for (int i = 0; i < tag.getValue(); i++) {
                tags.get(next++ % IMAGES).add(tag.getKey());
            }
        }
        return tags;
    }
}
