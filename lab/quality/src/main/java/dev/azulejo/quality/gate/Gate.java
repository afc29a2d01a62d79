package dev.azulejo.quality.gate;

import dev.azulejo.quality.gate.Finding.Kind;
import dev.azulejo.quality.gate.GateDecision.Model;
import dev.azulejo.quality.report.Comparison;
import dev.azulejo.quality.report.Comparison.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Decides whether a candidate may take the incumbent's place. It may if nothing speaks against it: the
/// evidence is about these weights and holds when a part of it is measured again; the candidate makes a
/// result of every image of which the incumbent makes one; it does what its card says; and it passes in the
/// [Way] that was chosen. Pure and thread-safe.
public final class Gate {
    private static final int MOST_NAMED = 3;

    private final Way way;
    private final Bounds bounds;
    private final Quorum quorum;

    public Gate(Way way, Quorum quorum) {
        this.way = way;
        this.bounds = way.bounds();
        this.quorum = quorum;
    }

    /// @param incumbent whose id is a name in the comparison
    /// @param candidate likewise
    /// @param mustAskPeople whether a missing poll speaks against the candidate
    /// @return all that speaks against the candidate; empty if it may be promoted
    public List<Finding> against(Evidence evidence, Model incumbent, Model candidate, boolean mustAskPeople) {
        var findings = new ArrayList<Finding>();
        var comparison = evidence.comparison();
        var old = comparison.candidate(incumbent.id());
        var measured = comparison.candidate(candidate.id());
        if (way == Way.BY_PEOPLE) {
            addInvention(incumbent, candidate, findings);
        }
        if (old.isEmpty() || measured.isEmpty()) {
            findings.add(new Finding(
                    Kind.EVIDENCE, "the evaluation is not of %s and %s".formatted(incumbent.id(), candidate.id())));
        } else {
            addWeights(old.get(), incumbent, findings);
            addWeights(measured.get(), candidate, findings);
            addEvidence(comparison, old.get(), measured.get(), findings);
            addFailures(comparison, old.get(), measured.get(), findings);
            findings.addAll(new Losses(comparison, old.get(), measured.get(), bounds).findings());
        }
        evidence.recheck().contradictions().forEach(wrong -> findings.add(new Finding(Kind.RECHECK, wrong)));
        evidence.numericsWrong().forEach(wrong -> findings.add(new Finding(Kind.NUMERICS, wrong)));
        if (evidence.poll().isPresent()) {
            findings.addAll(new Jury(way, quorum).findings(evidence.poll().get(), incumbent, candidate));
        } else if (mustAskPeople || way == Way.BY_PEOPLE) {
            findings.add(new Finding(Kind.EVIDENCE, "nobody was asked: there is no result of an arena"));
        }
        return findings;
    }

    private static void addInvention(Model incumbent, Model candidate, List<Finding> findings) {
        if (!incumbent.invents()) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the card of %s does not say that it invents, so recipes with it promise to be faithful:"
                                    .formatted(incumbent.id())
                            + " by people only a model that invents is replaced"));
        }
        if (!candidate.invents()) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the card of %s does not say that it invents (\"invents\": true)".formatted(candidate.id())));
        }
    }

    private static void addWeights(Candidate tried, Model model, List<Finding> findings) {
        if (!model.madeAll(tried.models())) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "the evaluation of %s was made with other weights than its card names".formatted(model.id())));
        }
    }

    private void addEvidence(Comparison comparison, Candidate old, Candidate measured, List<Finding> findings) {
        if (!comparison.task().hasReference()) {
            findings.add(
                    new Finding(Kind.EVIDENCE, "the evaluation was made without a truth to measure against (--as-is)"));
        }
        long images = comparison.images().stream()
                .filter(image -> comparison.trial(image, old).isPresent()
                        && comparison.trial(image, measured).isPresent())
                .count();
        if (images < bounds.leastImages()) {
            findings.add(new Finding(
                    Kind.EVIDENCE,
                    "both were tried on %d images, fewer than %d".formatted(images, bounds.leastImages())));
        }
    }

    private static void addFailures(Comparison comparison, Candidate old, Candidate measured, List<Finding> findings) {
        var missing = comparison.missing(measured, old);
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
}
