package dev.azulejo.quality.gate;

import dev.azulejo.quality.gate.Bounds.Floor;
import dev.azulejo.quality.gate.Finding.Kind;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.report.Comparison;
import dev.azulejo.quality.report.Comparison.Candidate;
import dev.azulejo.quality.report.Interval;
import dev.azulejo.quality.report.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds where a candidate measures worse than [Bounds] allow.
///
/// Over all images the mean decides, not its interval: a wide interval is no excuse for a loss. A tag has few images,
/// and there are many tags, so that the mean of one of them is soon worse by chance: there the interval must say so,
/// too. Where bounds have a margin instead, the whole interval must lie within it.
record Losses(Comparison comparison, Candidate old, Candidate measured, Bounds bounds) {

    /// @param excess the loss divided by the allowed one
    private record Loss(Kind kind, double excess, String words) {}

    /// All losses, by kind; the gravest of each kind first.
    List<Finding> findings() {
        var losses = new ArrayList<Loss>();
        var findings = new ArrayList<Finding>();
        for (var metric : bounds.metrics()) {
            if (comparison.gain(measured, old, metric, Optional.empty()).isEmpty()) {
                if (comparison.task().hasReference()) {
                    findings.add(new Finding(Kind.EVIDENCE, "%s was not measured".formatted(metric.id())));
                }
                continue;
            }
            Optional.ofNullable(bounds.losses().get(metric)).ifPresent(bound -> addLosses(metric, bound, losses));
            Optional.ofNullable(bounds.margins().get(metric))
                    .flatMap(margin -> beyondMargin(metric, margin))
                    .ifPresent(losses::add);
            Optional.ofNullable(bounds.floors().get(metric))
                    .ifPresent(floor -> below(metric, floor).forEach(losses::add));
        }
        losses.stream()
                .sorted(Comparator.comparing(Loss::kind)
                        .thenComparing(Comparator.comparingDouble(Loss::excess).reversed()))
                .map(loss -> new Finding(loss.kind, loss.words))
                .forEach(findings::add);
        return findings;
    }

    private void addLosses(Metric metric, double bound, List<Loss> losses) {
        comparison
                .gain(measured, old, metric, Optional.empty())
                .filter(gain -> gain.mean() < -bound)
                .map(gain -> loss(Kind.METRIC, metric, gain, bound, "over all images"))
                .ifPresent(losses::add);
        double ofTag = bound * bounds.tagFactor();
        int tags = Math.max(1, comparison.tags().size());
        for (var tag : comparison.tags()) {
            comparison
                    .gainOfMany(measured, old, metric, Optional.of(tag), tags)
                    .filter(gain -> gain.mean() < -ofTag && gain.high() < 0)
                    .map(gain -> loss(Kind.TAG, metric, gain, ofTag, "on images tagged %s".formatted(tag)))
                    .ifPresent(losses::add);
        }
        double ofImage = bound * bounds.worstFactor();
        comparison
                .worst(measured, old, metric)
                .filter(worst -> worst.gain() < -ofImage)
                .map(worst -> new Loss(
                        Kind.IMAGE,
                        -worst.gain() / ofImage,
                        String.format(
                                Locale.ROOT,
                                "%s is worse by %.4g on %s; on a single image it may be by %.4g",
                                metric.id(),
                                -worst.gain(),
                                worst.trial().image(),
                                ofImage)))
                .ifPresent(losses::add);
    }

    private static Loss loss(Kind kind, Metric metric, Interval gain, double bound, String where) {
        return new Loss(
                kind,
                -gain.mean() / bound,
                String.format(
                        Locale.ROOT,
                        "%s is worse by %.4g %s (%d images); it may be by %.4g",
                        metric.id(),
                        -gain.mean(),
                        where,
                        gain.images(),
                        bound));
    }

    private Optional<Loss> beyondMargin(Metric metric, double margin) {
        return comparison
                .gain(measured, old, metric, Optional.empty())
                .filter(gain -> gain.low() < -margin)
                .map(gain -> new Loss(
                        Kind.METRIC,
                        -gain.low() / margin,
                        String.format(
                                Locale.ROOT,
                                "%s may be worse by %.4g over all images (%d images, %+.4g in the mean);"
                                        + " it must surely be worse by no more than %.4g",
                                metric.id(),
                                -gain.low(),
                                gain.images(),
                                -gain.mean(),
                                margin)));
    }

    private Stream<Loss> below(Metric metric, Floor floor) {
        var mean = comparison
                .mean(measured, metric, Optional.empty())
                .filter(measured -> metric.isBetter(floor.mean(), measured.mean()))
                .map(measured -> loss(metric, measured.mean(), floor.mean(), "in the mean over all images"));
        var each = comparison.trials().stream()
                .filter(trial -> trial.recipe().equals(measured.name()))
                .flatMap(trial -> below(metric, floor, trial).stream());
        return Stream.concat(mean.stream(), each);
    }

    private static Optional<Loss> below(Metric metric, Floor floor, Trial trial) {
        return Optional.ofNullable(trial.scores().get(metric.id()))
                .filter(score -> metric.isBetter(floor.each(), score))
                .map(score -> loss(metric, score, floor.each(), "on " + trial.image()));
    }

    private static Loss loss(Metric metric, double score, double floor, String where) {
        return new Loss(
                Kind.FLOOR,
                Math.abs(score - floor),
                String.format(
                        Locale.ROOT,
                        "%s is %.4g %s; it must be %.4g or %s",
                        metric.id(),
                        score,
                        where,
                        floor,
                        metric.better() == Metric.Better.HIGHER ? "more" : "less"));
    }
}
