package dev.azulejo.quality.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.quality.gate.Finding.Kind;
import dev.azulejo.quality.gate.GateDecision.Model;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.report.Comparison;
import dev.azulejo.quality.report.Comparison.Candidate;
import dev.azulejo.quality.report.Comparison.SetName;
import dev.azulejo.quality.report.Comparison.Task;
import dev.azulejo.quality.report.Trial;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests the second way through the gate: a model that people prefer although it measures worse.
class ByPeopleTest {
    private static final Model OLD = new Model("faint", "1", true);
    private static final Model NEW = new Model("crisp", "2", true);
    private static final int IMAGES = 24;
    private static final Contest PREFERRED = contest(300, 8, 0.70, 0.58);

    private final Gate gate = new Gate(Way.BY_PEOPLE, Quorum.STANDARD);

    /// The gains of a sharpened model.
    private static final Map<Metric, Double> GAINS = Map.of(Metric.PSNR, -0.65, Metric.STLPIPS, 0.02);

    @Test
    void aModelThatLosesDecibelsAndIsPreferredPasses() {
        assertThat(against(GAINS, poll(PREFERRED, true))).isEmpty();
        var measured = new Gate(Way.BY_MEASURES, Quorum.STANDARD)
                .against(evidence(GAINS, poll(PREFERRED, true)), OLD, NEW, true);
        assertThat(measured).extracting(Finding::kind).contains(Kind.METRIC);
    }

    @ParameterizedTest
    @CsvSource({"0.50", "0.49", "0.3"})
    void theWholeIntervalLiesAboveAHalf(double low) {
        assertThat(against(GAINS, poll(contest(300, 8, 0.58, low), true)))
                .extracting(Finding::kind)
                .containsExactly(Kind.PEOPLE);
    }

    @Test
    void theSameHoldsWithoutThoseWhoVoteAgainstTheOthers() {
        var poll = new Poll("00", MADE_BY, true, PREFERRED, Optional.of(contest(200, 6, 0.55, 0.47)));
        assertThat(gate.against(evidence(GAINS, Optional.of(poll)), OLD, NEW, true))
                .extracting(Finding::words)
                .containsExactly("people do not surely prefer it: the candidate won 55 % of 200 votes (47 to 100),"
                        + " without judges who vote against the others");
    }

    @Test
    void withoutAnArenaOrBeforeItsEndNobodyHasDecided() {
        assertThat(against(GAINS, Optional.empty()))
                .extracting(Finding::words)
                .containsExactly("nobody was asked: there is no result of an arena");
        assertThat(against(GAINS, poll(PREFERRED, false)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.words()).startsWith("the arena still asks"));
    }

    @Test
    void aModelThatInventsTakesThePlaceOfOneThatDoes() {
        var faithful = new Model("faint", "1", false);
        assertThat(gate.against(evidence(GAINS, poll(PREFERRED, true)), faithful, NEW, true))
                .extracting(Finding::words)
                .containsExactly("the card of faint does not say that it invents, so recipes with it promise to be"
                        + " faithful: by people only a model that invents is replaced");
        assertThat(gate.against(evidence(GAINS, poll(PREFERRED, true)), OLD, new Model("crisp", "2", false), true))
                .extracting(Finding::words)
                .containsExactly("the card of crisp does not say that it invents (\"invents\": true)");
    }

    @ParameterizedTest
    @CsvSource({
        "COLOUR_DRIFT, -0.3, METRIC, colour_drift is worse by 0.3000 over all images",
        "SEAM_ENERGY, -0.6, METRIC, seam_energy is worse by 0.6000 over all images",
        "STLPIPS, -0.021, METRIC, stlpips may be worse by 0.021",
        "FACE_SHIFT, -0.5, FLOOR, face_shift is 0.5000 in the mean over all images; it must be 0.4000 or less",
        "DOWNSCALE_PSNR, -6, FLOOR, downscale_psnr is 29.00 in the mean over all images; it must be 30.00 or more",
        "DOWNSCALE_PSNR, -14, FLOOR, downscale_psnr is 21.00 in the mean over all images; it must be 30.00 or more"
    })
    void floorsOfFidelityHold(Metric metric, double gain, Kind kind, String words) {
        var gains = new EnumMap<>(GAINS);
        gains.put(metric, gain);
        assertThat(against(gains, poll(PREFERRED, true))).first().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.words()).startsWith(words);
        });
    }

    /// By ST-LPIPS the candidate is better and worse by turns: equal in the mean, but unknown on other
    /// images.
    @Test
    void aWideIntervalIsNoExcuse() {
        var whole = evidence(GAINS, poll(PREFERRED, true)).comparison();
        var trials = whole.trials().stream()
                .map(its -> its.recipe().equals(NEW.id())
                        ? new Trial(
                                its.image(),
                                its.tags(),
                                its.recipe(),
                                scores(Map.of(Metric.STLPIPS, whole.trials().indexOf(its) % 4 == 1 ? 0.1 : -0.1)),
                                1,
                                1)
                        : its)
                .toList();
        var doubtful =
                new Comparison(whole.set(), whole.task(), whole.candidates(), whole.measures(), trials, List.of());
        assertThat(gate.against(new Evidence(doubtful, List.of(), poll(PREFERRED, true), NOTHING_ELSE), OLD, NEW, true))
                .singleElement()
                .satisfies(finding -> assertThat(finding.words())
                        .matches(
                                "stlpips may be worse by 0.04\\d+ over all images \\(24 images, [+-]0.000 in the mean\\);"
                                        + " it must surely be worse by no more than 0.02000"));
    }

    /// The mean is that of SPAN; one result shows something else.
    @Test
    void oneResultThatIsNotItsSourceIsNamed() {
        var whole = evidence(GAINS, poll(PREFERRED, true)).comparison();
        var trials = whole.trials().stream()
                .map(its -> its.image().equals("image 5") && its.recipe().equals(NEW.id())
                        ? new Trial(
                                its.image(),
                                its.tags(),
                                its.recipe(),
                                scores(Map.of(Metric.DOWNSCALE_PSNR, -15.0)),
                                1,
                                1)
                        : its)
                .toList();
        var spoilt = new Comparison(whole.set(), whole.task(), whole.candidates(), whole.measures(), trials, List.of());
        assertThat(gate.against(new Evidence(spoilt, List.of(), poll(PREFERRED, true), NOTHING_ELSE), OLD, NEW, true))
                .containsExactly(
                        new Finding(Kind.FLOOR, "downscale_psnr is 20.00 on image 5; it must be 22.00 or more"));
    }

    @Test
    void withoutAFigureOfHowItLooksNothingIsDecided() {
        var whole = evidence(GAINS, poll(PREFERRED, true)).comparison();
        var without = new Comparison(
                whole.set(),
                whole.task(),
                whole.candidates(),
                whole.measures(),
                whole.trials().stream()
                        .map(its -> new Trial(
                                its.image(),
                                its.tags(),
                                its.recipe(),
                                its.scores().entrySet().stream()
                                        .filter(score -> !score.getKey().equals(Metric.STLPIPS.id()))
                                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                                1,
                                1))
                        .toList(),
                List.of());
        assertThat(gate.against(new Evidence(without, List.of(), poll(PREFERRED, true), NOTHING_ELSE), OLD, NEW, true))
                .containsExactly(new Finding(Kind.EVIDENCE, "stlpips was not measured"));
    }

    private static final Map<String, List<String>> MADE_BY =
            Map.of("faint", List.of("faint 1"), "crisp", List.of("crisp 2"));
    private static final Recheck NOTHING_ELSE = new Recheck("seed", List.of(), List.of(), List.of());

    private List<Finding> against(Map<Metric, Double> gains, Optional<Poll> poll) {
        return gate.against(evidence(gains, poll), OLD, NEW, true);
    }

    private static Optional<Poll> poll(Contest contest, boolean ended) {
        return Optional.of(new Poll("00", MADE_BY, ended, contest, Optional.empty()));
    }

    private static Contest contest(int votes, int judges, double preferred, double low) {
        var all = IntStream.range(0, judges)
                .mapToObj(judge -> new Contest.Judge("judge " + judge, votes / judges, 5))
                .toList();
        return new Contest(votes, 30, all, judges, preferred, low, 1);
    }

    private static Evidence evidence(Map<Metric, Double> gains, Optional<Poll> poll) {
        var trials = new ArrayList<Trial>();
        for (int image = 0; image < IMAGES; image++) {
            trials.add(new Trial("image " + image, List.of(), OLD.id(), scores(Map.of()), 1, 1));
            trials.add(new Trial("image " + image, List.of(), NEW.id(), scores(gains), 1, 1));
        }
        var comparison = new Comparison(
                new SetName("test", ""),
                new Task(2, 0, true),
                List.of(new Candidate(OLD.id(), List.of("faint 1")), new Candidate(NEW.id(), List.of("crisp 2"))),
                List.of(Metric.values()),
                trials,
                List.of());
        return new Evidence(comparison, List.of(), poll, NOTHING_ELSE);
    }

    private static Map<String, Double> scores(Map<Metric, Double> gains) {
        return Stream.concat(Bounds.BY_PEOPLE.metrics().stream(), Bounds.STANDARD.metrics().stream())
                .distinct()
                .collect(Collectors.toMap(Metric::id, metric -> score(metric, gains)));
    }

    private static double score(Metric metric, Map<Metric, Double> gains) {
        double gain = gains.getOrDefault(metric, 0.0);
        return (metric == Metric.FACE_SHIFT ? 0 : 35) + (metric.better() == Metric.Better.HIGHER ? gain : -gain);
    }
}
