package dev.azulejo.quality.gate;

import dev.azulejo.quality.arena.asking.Standing;
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
import java.util.stream.Collectors;

/// Decides whether a candidate may take the incumbent's place. It may if nothing speaks against it: it makes a result
/// of every image of which the incumbent makes one; it is not worse than [Bounds] allow, in the mean over all images,
/// surely over those of a tag, or on a single image; it does what its card says; and people, if they were asked, do
/// not prefer the incumbent.
///
/// Over all images the mean decides, not its interval: a wide interval is no excuse for a loss. A tag has few images,
/// and there are many tags, so that the mean of one of them is soon worse by chance: there the interval must say so,
/// too. Pure and thread-safe.
public final class Gate {
    /// Fewer votes cannot tell anything but a landslide.
    static final int LEAST_VOTES = 100;

    private static final int MOST_NAMED = 3;

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
            addFailures(comparison, old.get(), its.get(), findings);
            addMetrics(comparison, old.get(), its.get(), findings);
        }
        evidence.numericsWrong().forEach(wrong -> findings.add(new Finding(Kind.NUMERICS, wrong)));
        addPeople(evidence, mustAskPeople, findings);
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

    private static void addFailures(Comparison comparison, Candidate old, Candidate its, List<Finding> findings) {
        var missing = comparison.missing(its, old);
        if (missing.isEmpty()) {
            return;
        }
        var named = missing.entrySet().stream()
                .limit(MOST_NAMED)
                .map(failure -> "%s (%s)".formatted(failure.getKey(), failure.getValue()))
                .collect(Collectors.joining("; "));
        findings.add(new Finding(
                Kind.FAILURE,
                "it failed on %d of %d images on which %s did not: %s%s"
                        .formatted(
                                missing.size(),
                                comparison.images().size(),
                                old.name(),
                                named,
                                missing.size() > MOST_NAMED
                                        ? "; and %d more".formatted(missing.size() - MOST_NAMED)
                                        : "")));
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
            addTags(comparison, old, its, metric, bound * bounds.tagFactor(), findings);
            addWorst(comparison, old, its, metric, bound * bounds.worstFactor(), findings);
        }
    }

    private static void addTags(
            Comparison comparison, Candidate old, Candidate its, Metric metric, double bound, List<Finding> findings) {
        int tags = Math.max(1, comparison.tags().size());
        for (var tag : comparison.tags()) {
            comparison
                    .gainOfMany(its, old, metric, Optional.of(tag), tags)
                    .filter(gain -> gain.mean() < -bound && gain.high() < 0)
                    .ifPresent(gain -> findings.add(
                            new Finding(Kind.TAG, loss(metric, gain, bound, "on images tagged %s".formatted(tag)))));
        }
    }

    private static void addWorst(
            Comparison comparison, Candidate old, Candidate its, Metric metric, double bound, List<Finding> findings) {
        comparison
                .worst(its, old, metric)
                .filter(worst -> worst.gain() < -bound)
                .ifPresent(worst -> findings.add(new Finding(
                        Kind.IMAGE,
                        String.format(
                                Locale.ROOT,
                                "%s is worse by %.4g on %s; on a single image it may be by %.4g",
                                metric.id(),
                                -worst.gain(),
                                worst.trial().image(),
                                bound))));
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

    private static void addPeople(Evidence evidence, boolean mustAskPeople, List<Finding> findings) {
        if (evidence.contest().isEmpty()) {
            if (mustAskPeople) {
                findings.add(new Finding(Kind.EVIDENCE, "nobody was asked: there is no result of an arena"));
            }
            return;
        }
        var its = evidence.contest().get();
        if (its.votes() < LEAST_VOTES) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the arena has %d votes on this pair, fewer than %d".formatted(its.votes(), LEAST_VOTES)));
        }
        if (its.evenJudges() < Standing.FEWEST_JUDGES) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the votes on this pair are worth those of %d judges, fewer than %d"
                            .formatted(its.evenJudges(), Standing.FEWEST_JUDGES)));
        }
        addPreference(its, "", findings);
        evidence.unflagged()
                .ifPresent(some -> addPreference(some, ", without judges who vote against the others", findings));
    }

    private static void addPreference(Contest its, String of, List<Finding> findings) {
        if (its.high() < EVEN) {
            findings.add(new Finding(
                    Kind.PEOPLE,
                    String.format(
                            Locale.ROOT,
                            "people prefer the incumbent: the candidate won %.0f %% of %d votes (%.0f to %.0f)%s",
                            its.preferred() * 100,
                            its.votes(),
                            its.low() * 100,
                            its.high() * 100,
                            of)));
        }
    }
}
