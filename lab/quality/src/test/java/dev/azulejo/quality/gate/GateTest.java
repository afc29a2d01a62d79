package dev.azulejo.quality.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.quality.gate.Finding.Kind;
import dev.azulejo.quality.gate.GateDecision.Model;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.report.Comparison;
import dev.azulejo.quality.report.Comparison.Candidate;
import dev.azulejo.quality.report.Comparison.SetName;
import dev.azulejo.quality.report.Comparison.Task;
import dev.azulejo.quality.report.Failure;
import dev.azulejo.quality.report.Trial;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Model OLD = new Model("span-x2", "abc", false);
    private static final Model NEW = new Model("span-x2-b", "def", false);
    private static final Map<String, List<String>> MADE_BY =
            Map.of("span-x2", List.of("span-x2 abc"), "span-x2-b", List.of("span-x2-b def"));
    private static final Optional<Poll> LIKED = poll(contest(300, 8, 0.52, 0.46, 0.58));
    private static final Recheck NOTHING_ELSE = new Recheck("seed", List.of(), List.of(), List.of());
    private static final int IMAGES = 24;
    private static final List<String> TAGS = List.of("text", "face", "foliage", "product");

    private final Gate gate = new Gate(Way.BY_MEASURES, Quorum.STANDARD);

    @Test
    void aModelThatIsAsGoodAndLikedPasses() {
        assertThat(findings(evidence(image -> 0.02), LIKED)).isEmpty();
    }

    @Test
    void lossesWithinTheBoundsAreNone() {
        assertThat(findings(evidence(image -> -0.099), LIKED)).isEmpty();
        assertThat(findings(evidence(image -> -0.101), LIKED))
                .extracting(Finding::kind)
                .containsOnly(Kind.METRIC);
    }

    @Test
    void oneTagThatIsBrokenIsFoundWhereTheMeanIsBetter() {
        var findings = findings(evidence(image -> image % TAGS.size() == 0 ? -0.6 : 0.5), LIKED);
        assertThat(findings)
                .containsExactly(new Finding(
                        Kind.TAG, "psnr is worse by 0.6000 on images tagged text (6 images); it may be by 0.2000"));
    }

    @Test
    void imagesOnWhichItFailedAreNamed() {
        var whole = evidence(image -> 1);
        var failed = List.of("image 3", "image 4", "image 5", "image 6");
        var its = new Comparison(
                whole.set(),
                whole.task(),
                whole.candidates(),
                whole.measures(),
                whole.trials().stream()
                        .filter(trial -> !trial.recipe().equals(NEW.id()) || !failed.contains(trial.image()))
                        .toList(),
                List.of(new Failure("image 3", NEW.id(), "the model returned NaN")));
        assertThat(findings(its, LIKED))
                .containsExactly(new Finding(
                        Kind.FAILURE,
                        "it failed on 4 of 24 images on which span-x2 did not: image 3 (the model returned NaN);"
                                + " image 4 (there is no result); image 5 (there is no result); and 1 more"));
        assertThat(gate.against(new Evidence(its, List.of(), LIKED, NOTHING_ELSE), NEW, OLD, true))
                .as("where the incumbent fails, a candidate that does not is no worse")
                .extracting(Finding::kind)
                .doesNotContain(Kind.FAILURE);
    }

    @Test
    void aScoreThatOnlyTheIncumbentHasIsNamed() {
        var whole = evidence(image -> 1);
        var its = new Comparison(
                whole.set(),
                whole.task(),
                whole.candidates(),
                whole.measures(),
                whole.trials().stream()
                        .map(trial ->
                                trial.recipe().equals(NEW.id()) && trial.image().equals("image 7")
                                        ? new Trial(trial.image(), trial.tags(), NEW.id(), Map.of("psnr", 50.0), 1, 1)
                                        : trial)
                        .toList(),
                List.of());
        assertThat(findings(its, LIKED)).extracting(Finding::kind).containsExactly(Kind.FAILURE);
    }

    @Test
    void oneImageThatIsFarWorseIsNamedWhereTheMeanIsBetter() {
        assertThat(findings(evidence(image -> image == 7 ? -3.5 : 0.5), LIKED))
                .containsExactly(new Finding(
                        Kind.IMAGE, "psnr is worse by 3.500 on image 7; on a single image it may be by 2.000"));
        assertThat(findings(evidence(image -> image == 7 ? -1.9 : 0.5), LIKED)).isEmpty();
    }

    @Test
    void aTagWhoseLossMayWellBeChanceIsNone() {
        // text: 1.2 dB worse and 0.7 dB better by turns, 0.25 dB less in the mean
        assertThat(findings(evidence(image -> image % 4 != 0 ? 0.5 : image % 8 == 0 ? -1.2 : 0.7), LIKED))
                .isEmpty();
    }

    @Test
    void aGainElsewhereIsNoExcuseWithAnyMetric() {
        var evidence = evidence(image -> 1, image -> -0.01);
        assertThat(findings(evidence, LIKED))
                .extracting(Finding::words)
                .anyMatch(words -> words.startsWith("ssim is worse by 0.01000 over all images"));
    }

    @Test
    void theGravestOfAKindComesFirstAndEachKindHasOneLine() {
        var findings = findings(evidence(image -> image % TAGS.size() == 1 ? -0.6 : -0.3, image -> -0.05), LIKED);
        assertThat(findings).filteredOn(its -> its.kind() == Kind.METRIC).hasSize(5);
        assertThat(Finding.lines(findings))
                .hasSize(3)
                .element(0)
                .asString()
                .matches("metric: (ms_ssim|fsim|fsimc) is worse by 0.05000 over all images .*; and 4 more");
    }

    @Test
    void whatIsMeasuredAgainAndDiffersSpeaksAgainstIt() {
        var recheck = new Recheck("seed", List.of(), List.of(), List.of("psnr of span-x2-b on image 3 is 25, not 33"));
        assertThat(gate.against(new Evidence(evidence(image -> 1), List.of(), LIKED, recheck), OLD, NEW, true))
                .containsExactly(new Finding(Kind.RECHECK, "psnr of span-x2-b on image 3 is 25, not 33"));
    }

    @Test
    void anArenaOfOtherWeightsOrOfAFolderIsNone() {
        var contest = contest(300, 8, 0.52, 0.46, 0.58);
        var others = Map.of("span-x2", List.of("span-x2 abc"), "span-x2-b", List.of("span-x2-b 123"));
        assertThat(findings(evidence(image -> 1), Optional.of(new Poll("00", others, true, contest, Optional.empty()))))
                .containsExactly(new Finding(
                        Kind.EVIDENCE,
                        "the arena's pictures of span-x2-b were made by other weights than its card names"));
        var folders = Map.of("span-x2", List.of("span-x2 abc"));
        assertThat(findings(
                        evidence(image -> 1), Optional.of(new Poll("00", folders, true, contest, Optional.empty()))))
                .containsExactly(new Finding(
                        Kind.EVIDENCE,
                        "the arena does not say which weights made the pictures of span-x2-b; make one with"
                                + " --recipes"));
    }

    @Test
    void whatItsCardSaysWronglySpeaksAgainstIt() {
        var its = evidence(image -> 0);
        var evidence = new Evidence(
                its, List.of("tiles with a halo of 8 differ from the whole by 3 levels"), LIKED, NOTHING_ELSE);
        assertThat(gate.against(evidence, OLD, NEW, true))
                .containsExactly(
                        new Finding(Kind.NUMERICS, "tiles with a halo of 8 differ from the whole by 3 levels"));
    }

    @Test
    void peopleWhoPreferTheIncumbentAreHeard() {
        assertThat(findings(evidence(image -> 1), poll(contest(300, 8, 0.35, 0.28, 0.42))))
                .extracting(Finding::kind)
                .containsExactly(Kind.PEOPLE);
        assertThat(findings(evidence(image -> 1), poll(contest(300, 8, 0.45, 0.39, 0.51))))
                .isEmpty();
    }

    @Test
    void thePreferenceOfThoseWhoAgreeIsHeardToo() {
        var all = contest(300, 8, 0.5, 0.40, 0.60);
        var some = contest(200, 6, 0.3, 0.21, 0.41);
        var evidence = new Evidence(
                evidence(image -> 1),
                List.of(),
                Optional.of(new Poll("00", MADE_BY, true, all, Optional.of(some))),
                NOTHING_ELSE);
        assertThat(gate.against(evidence, OLD, NEW, true))
                .containsExactly(new Finding(
                        Kind.PEOPLE,
                        "people prefer the incumbent: the candidate won 30 % of 200 votes (21 to 41),"
                                + " without judges who vote against the others"));
    }

    @Test
    void fewJudgesDecideNothing() {
        assertThat(findings(evidence(image -> 0), poll(contest(300, 4, 0.9, 0.6, 0.99))))
                .extracting(Finding::words)
                .containsExactly(
                        "4 of 4 judges have cast 10 votes on this pair and met 2 catch trials, fewer than 5",
                        "the votes on this pair are worth those of 4 judges, fewer than 5");
    }

    @Test
    void withTooLittleNothingIsDecided() {
        assertThat(findings(evidence(image -> 0), poll(contest(99, 8, 0.5, 0.4, 0.6))))
                .extracting(Finding::words)
                .containsExactly("the arena has 99 votes on this pair, fewer than 100");
        assertThat(findings(evidence(image -> 0), poll(contest(119, 12, 0.5, 0.4, 0.6))))
                .extracting(Finding::words)
                .containsExactly("0 of 12 judges have cast 10 votes on this pair and met 2 catch trials, fewer than 5");
        assertThat(findings(evidence(image -> 0), Optional.empty()))
                .extracting(Finding::words)
                .containsExactly("nobody was asked: there is no result of an arena");
        assertThat(gate.against(
                        new Evidence(evidence(image -> 0), List.of(), Optional.empty(), NOTHING_ELSE), OLD, NEW, false))
                .isEmpty();
    }

    @Test
    void anEvaluationOfSomethingElseDecidesNothing() {
        var other = new Model("span-x2-b", "other weights", false);
        assertThat(gate.against(new Evidence(evidence(image -> 0), List.of(), LIKED, NOTHING_ELSE), OLD, other, true))
                .extracting(Finding::words)
                .containsExactly(
                        "the evaluation of span-x2-b was made with other weights than its card names",
                        "the arena's pictures of span-x2-b were made by other weights than its card names");
        var unknown = new Model("cunet", "def", false);
        assertThat(gate.against(new Evidence(evidence(image -> 0), List.of(), LIKED, NOTHING_ELSE), OLD, unknown, true))
                .extracting(Finding::words)
                .contains("the evaluation is not of span-x2 and cunet");
    }

    @Test
    void imagesWithoutATruthAndTooFewOfThemDecideNothing() {
        var its = evidence(image -> 0);
        var few = new Comparison(
                its.set(),
                new Task(2, 0, false),
                its.candidates(),
                its.measures(),
                its.trials().subList(0, 10),
                List.of());
        assertThat(gate.against(new Evidence(few, List.of(), LIKED, NOTHING_ELSE), OLD, NEW, true))
                .extracting(Finding::words)
                .containsExactly(
                        "the evaluation was made without a truth to measure against (--as-is)",
                        "both were tried on 5 images, fewer than 20");
    }

    @Test
    void aDecisionTellsWhatItRestsOn() throws IOException {
        var evidence = new Evidence(evidence(image -> -1), List.of(), LIKED, NOTHING_ELSE);
        var decision = new GateDecision(
                Instant.parse("2026-11-27T23:40:00Z"),
                NEW,
                OLD,
                0.05,
                Way.BY_MEASURES,
                Quorum.STANDARD,
                evidence,
                gate.against(evidence, OLD, NEW, true),
                "Ada");
        assertThat(decision.promotes()).isFalse();
        assertThat(decision.fileName()).isEqualTo("2026-11-27t23-40-00z.json");
        var json = new JsonMapper().readTree(decision.json());
        assertThat(json.path("verdict").asText()).isEqualTo("refused");
        assertThat(json.path("reviewer").asText()).isEqualTo("Ada");
        assertThat(json.path("findings").path(0).path("kind").asText()).isEqualTo("metric");
        assertThat(json.path("way").asText()).isEqualTo("by-measures");
        assertThat(json.at("/arena/contest/votes").asInt()).isEqualTo(300);
        assertThat(json.at("/arena/contest/judges/7/catchTrials").asInt()).isEqualTo(5);
        assertThat(json.at("/arena/madeBy/span-x2-b/0").asText()).isEqualTo("span-x2-b def");
        assertThat(json.at("/quorum/votesOfEach").asInt()).isEqualTo(10);
        assertThat(json.at("/recheck/seed").asText()).isEqualTo("seed");
        assertThat(json.path("bounds").path("losses").path("psnr").asDouble()).isEqualTo(0.1);
        assertThat(json.path("evaluation").path("trials")).hasSize(2 * IMAGES);
    }

    private List<Finding> findings(Comparison comparison, Optional<Poll> poll) {
        return gate.against(new Evidence(comparison, List.of(), poll, NOTHING_ELSE), OLD, NEW, true);
    }

    private static Optional<Poll> poll(Contest contest) {
        return Optional.of(new Poll("00", MADE_BY, true, contest, Optional.empty()));
    }

    private static Contest contest(int votes, int judges, double preferred, double low, double high) {
        var all = IntStream.range(0, judges)
                .mapToObj(judge -> new Contest.Judge("judge " + judge, votes / judges, 5))
                .toList();
        return new Contest(votes, 30, all, judges, preferred, low, high);
    }

    private static Comparison evidence(ToDoubleFunction<Integer> decibels) {
        return evidence(decibels, image -> 0);
    }

    /// @param decibels gain of the new model on an image
    /// @param others gain by all other metrics
    private static Comparison evidence(ToDoubleFunction<Integer> decibels, ToDoubleFunction<Integer> others) {
        var trials = new ArrayList<Trial>();
        for (int image = 0; image < IMAGES; image++) {
            var tags = List.of(TAGS.get(image % TAGS.size()));
            trials.add(new Trial("image " + image, tags, OLD.id(), scores(30 + image, 0.9), 1, 1));
            trials.add(new Trial(
                    "image " + image,
                    tags,
                    NEW.id(),
                    scores(30 + image + decibels.applyAsDouble(image), 0.9 + others.applyAsDouble(image)),
                    1,
                    1));
        }
        return new Comparison(
                new SetName("test", ""),
                new Task(2, 0, true),
                List.of(
                        new Candidate(OLD.id(), List.of("span-x2 abc")),
                        new Candidate(NEW.id(), List.of("span-x2-b def"))),
                List.copyOf(Bounds.STANDARD.losses().keySet()),
                trials,
                List.of());
    }

    private static Map<String, Double> scores(double psnr, double other) {
        var scores = new HashMap<String, Double>();
        Bounds.STANDARD.losses().keySet().forEach(metric -> scores.put(metric.id(), other));
        scores.put(Metric.PSNR.id(), psnr);
        return scores;
    }
}
