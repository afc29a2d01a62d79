package dev.azulejo.quality.gate;

import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.report.Comparison;
import dev.azulejo.quality.report.Comparison.Candidate;
import dev.azulejo.quality.report.Failure;
import dev.azulejo.quality.report.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An evaluation, and a new measurement of a few of its images.
///
/// The same weights give the same pixels on one engine, and nearly the same on others, so scores may differ by what
/// counts as no loss, and not by more.
///
/// @param said the evidence
/// @param again the same recipes on some of its images
/// @param bounds whose metrics are compared
public record MeasuredAgain(Comparison said, Comparison again, Bounds bounds) {
    /// The PSNR above which pixels differ only here and there by one level, as between engines.
    private static final double ALIKE_DB = 60;

    /// The tolerance for a metric that has only a floor.
    private static final double ROOM_AT_A_FLOOR = 0.5;

    /// The contradictions between the two, in plain words.
    ///
    /// @param images of the set that was measured: each must be in the evaluation
    /// @param recipes names of candidates of both
    public List<String> contradictions(Collection<String> images, List<String> recipes) {
        var found = new ArrayList<String>();
        if (!said.set().sha256().equals(again.set().sha256())) {
            found.add("the evaluation was made of other images than those that were given");
            return found;
        }
        for (var recipe : recipes) {
            var reported = said.candidate(recipe);
            var anew = again.candidate(recipe);
            if (reported.isPresent() && anew.isPresent()) {
                addAbsent(images, reported.get(), found);
                tried().forEach(image -> addContradictions(image, reported.get(), anew.get(), found));
            }
        }
        return found;
    }

    private Stream<String> tried() {
        return Stream.concat(again.images().stream(), again.failures().stream().map(Failure::image))
                .distinct();
    }

    private void addAbsent(Collection<String> images, Candidate reported, List<String> found) {
        var absent = images.stream()
                .filter(image -> said.trial(image, reported).isEmpty() && !failed(said, image, reported))
                .toList();
        if (!absent.isEmpty()) {
            found.add("the evaluation says nothing of %s on %d of the images: %s"
                    .formatted(reported.name(), absent.size(), absent.getFirst()));
        }
    }

    private static boolean failed(Comparison comparison, String image, Candidate reported) {
        return comparison.failures().stream()
                .anyMatch(failure ->
                        failure.image().equals(image) && failure.recipe().equals(reported.name()));
    }

    private void addContradictions(String image, Candidate reported, Candidate anew, List<String> found) {
        var before = said.trial(image, reported);
        var now = again.trial(image, anew);
        if (before.isPresent() != now.isPresent()) {
            found.add("%s %s %s when it is tried again; the evaluation says otherwise"
                    .formatted(reported.name(), now.isPresent() ? "makes" : "fails on", image));
        } else if (now.isPresent()) {
            differences(image, reported, before.orElseThrow(), now.get()).forEach(found::add);
        }
    }

    private Stream<String> differences(String image, Candidate reported, Trial before, Trial now) {
        return bounds.metrics().stream()
                .filter(metric -> differ(metric, before.scores(), now.scores()))
                .map(metric -> String.format(
                        Locale.ROOT,
                        "%s of %s on %s is %s when it is measured again; the evaluation says %s",
                        metric.id(),
                        reported.name(),
                        image,
                        shown(now.scores().get(metric.id())),
                        shown(before.scores().get(metric.id()))));
    }

    private static String shown(@Nullable Double score) {
        return score == null ? "nothing" : String.format(Locale.ROOT, "%.4g", score);
    }

    private boolean differ(Metric metric, Map<String, Double> before, Map<String, Double> now) {
        var one = Optional.ofNullable(before.get(metric.id()));
        var other = Optional.ofNullable(now.get(metric.id()));
        return one.isPresent() != other.isPresent()
                || (one.isPresent() && Math.abs(seen(metric, one.get()) - seen(metric, other.get())) > room(metric));
    }

    private static double seen(Metric metric, double score) {
        return metric.unit().equals("dB") ? Math.min(score, ALIKE_DB) : score;
    }

    private double room(Metric metric) {
        var loss = bounds.losses().get(metric);
        return loss != null ? loss : bounds.margins().getOrDefault(metric, ROOM_AT_A_FLOOR);
    }
}
