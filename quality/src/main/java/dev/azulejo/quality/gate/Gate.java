package dev.azulejo.quality.gate;

import dev.azulejo.quality.gate.Decision.Model;
import dev.azulejo.quality.gate.Finding.Kind;
import dev.azulejo.quality.metric.Metric;
import dev.azulejo.quality.report.Comparison;
import dev.azulejo.quality.report.Comparison.Candidate;
import dev.azulejo.quality.report.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Decides whether a candidate may take the incumbent's place. It may if nothing speaks against it: it is not worse in
/// the mean, over all images and over those of each tag, than [Bounds] allow; it does what its card says; and people,
/// if they were asked, do not prefer the incumbent.
///
/// Means decide, not intervals: a wide interval is no excuse for a loss. Pure and thread-safe.
public final class Gate {
    /// Fewer votes cannot tell anything but a landslide.
    static final int LEAST_VOTES = 100;

    private static final double EVEN = 0.5;

    private final Bounds bounds;

    public Gate(Bounds bounds) {
        this.bounds = bounds;
    }

    /// @param incumbent whose id is a name in the comparison
    /// @param candidate likewise
    /// @param mustAskPeople whether it speaks against the candidate that nobody was asked
    /// @return all that speaks against the candidate; nothing where it may be promoted
    public List<Finding> against(Evidence evidence, Model incumbent, Model candidate, boolean mustAskPeople) {
        var findings = new ArrayList<Finding>();
        var comparison = evidence.comparison();
        var old = comparison.candidate(incumbent.id());
        var its = comparison.candidate(candidate.id());
        if (old.isEmpty() || its.isEmpty()) {
            findings.add(new Finding(
                    Kind.EVIDENCE, "the evaluation is not of %s and %s".formatted(incumbent.id(), candidate.id())));
        } else {
            addWeights(old.get(), incumbent, findings);
            addWeights(its.get(), candidate, findings);
            addEvidence(comparison, old.get(), its.get(), findings);
            addMetrics(comparison, old.get(), its.get(), findings);
        }
        evidence.numericsWrong().forEach(wrong -> findings.add(new Finding(Kind.NUMERICS, wrong)));
        addPeople(evidence.contest(), mustAskPeople, findings);
        return findings;
    }

    private static void addWeights(Candidate tried, Model model, List<Finding> findings) {
        if (!tried.models().equals(List.of(model.id() + " " + model.sha256()))) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the evaluation of %s was made with other weights than its card names".formatted(model.id())));
        }
    }

    private void addEvidence(Comparison comparison, Candidate old, Candidate its, List<Finding> findings) {
        if (!comparison.task().hasReference()) {
            findings.add(
                    new Finding(Kind.EVIDENCE, "the evaluation was made without a truth to measure against (--as-is)"));
        }
        long images = comparison.images().stream()
                .filter(image -> comparison.trial(image, old).isPresent()
                        && comparison.trial(image, its).isPresent())
                .count();
        if (images < bounds.leastImages()) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "both were tried on %d images, fewer than %d".formatted(images, bounds.leastImages())));
        }
    }

    private void addMetrics(Comparison comparison, Candidate old, Candidate its, List<Finding> findings) {
        for (var metric : Metric.values()) {
            var bound = bounds.losses().get(metric);
            if (bound == null) {
                continue;
            }
            var all = comparison.gain(its, old, metric, Optional.empty());
            if (all.isEmpty() && comparison.task().hasReference()) {
                findings.add(new Finding(Kind.EVIDENCE, "%s was not measured".formatted(metric.id())));
            }
            all.filter(gain -> gain.mean() < -bound)
                    .ifPresent(gain ->
                            findings.add(new Finding(Kind.METRIC, loss(metric, gain, bound, "over all images"))));
            double ofTag = bound * bounds.tagFactor();
            for (var tag : comparison.tags()) {
                comparison
                        .gain(its, old, metric, Optional.of(tag))
                        .filter(gain -> gain.mean() < -ofTag)
                        .ifPresent(gain -> findings.add(new Finding(
                                Kind.TAG, loss(metric, gain, ofTag, "on images tagged %s".formatted(tag)))));
            }
        }
    }

    private static String loss(Metric metric, Interval gain, double bound, String where) {
        return String.format(
                Locale.ROOT,
                "%s is worse by %.4g %s (%d images); it may be by %.4g",
                metric.id(),
                -gain.mean(),
                where,
                gain.images(),
                bound);
    }

    private static void addPeople(Optional<Contest> contest, boolean mustAskPeople, List<Finding> findings) {
        if (contest.isEmpty()) {
            if (mustAskPeople) {
                findings.add(new Finding(Kind.EVIDENCE, "nobody was asked: there is no result of an arena"));
            }
            return;
        }
        var its = contest.get();
        if (its.votes() < LEAST_VOTES) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the arena has %d votes on this pair, fewer than %d".formatted(its.votes(), LEAST_VOTES)));
        }
        if (its.high() < EVEN) {
            findings.add(new Finding(
                    Kind.PEOPLE,
                    String.format(
                            Locale.ROOT,
                            "people prefer the incumbent: the candidate won %.0f %% of %d votes (%.0f to %.0f)",
                            its.preferred() * 100,
                            its.votes(),
                            its.low() * 100,
                            its.high() * 100)));
        }
    }
}
