package dev.azulejo.quality.report;

import dev.azulejo.quality.metric.score.Measure;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The joint result of many trials. The first recipe is the one that the others are compared with.
///
/// @param set the images
/// @param task what was done to the images before
/// @param candidates the recipes, in the order in which they are shown
/// @param measures the measures, the most telling first
/// @param trials those that have a result
/// @param failures those that have none
public record Comparison(
        SetName set,
        Task task,
        List<Candidate> candidates,
        List<Measure> measures,
        List<Trial> trials,
        List<Failure> failures) {
    public Comparison {
        candidates = List.copyOf(candidates);
        measures = List.copyOf(measures);
        trials = List.copyOf(trials);
        failures = List.copyOf(failures);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("nothing is compared");
        }
    }

    /// @param sha256 of the set's list of images; reports with the same hash were made of the same images
    public record SetName(String name, String sha256) {}

    /// What was done to images before recipes received them.
    ///
    /// @param factor by which they were reduced, and which recipes enlarge by; 1 if nothing was reduced
    /// @param jpegQuality at which they were compressed; 0 if they were not
    /// @param hasReference whether a result is measured against the image itself; otherwise results are
    ///     described alone
    public record Task(int factor, int jpegQuality, boolean hasReference) {
        /// The task in words for a reader.
        public String words() {
            if (!hasReference) {
                return "the images as they are, enlarged %d times; there is no truth to measure against"
                        .formatted(factor);
            }
            var compressed = jpegQuality == 0 ? "" : ", saved as JPEG of quality %d".formatted(jpegQuality);
            return factor == 1
                    ? "the images as they are%s, made good again".formatted(compressed)
                    : "the images reduced %d times (bicubic, antialiased)%s, enlarged again"
                            .formatted(factor, compressed);
        }
    }

    /// @param name as the user gave it
    /// @param models what ran, over all images, each as `id sha256`
    public record Candidate(String name, List<String> models) {
        public Candidate {
            models = List.copyOf(models);
        }
    }

    /// The mean over the images that have this measure, of one tag or of all.
    public Optional<Interval> mean(Candidate candidate, Measure measure, Optional<String> tag) {
        return interval(trials.stream()
                .filter(of(candidate).and(in(tag)))
                .flatMapToDouble(trial -> Optional.ofNullable(trial.scores().get(measure.id())).stream()
                        .mapToDouble(Double::doubleValue))
                .toArray());
    }

    /// How much better one candidate is than another, image by image: the mean of the differences is far
    /// more precise than the difference of the means.
    public Optional<Interval> gain(Candidate candidate, Candidate over, Measure measure, Optional<String> tag) {
        return interval(gains(candidate, over, measure, tag));
    }

    /// How much better one candidate is than another, for one of several comparisons.
    ///
    /// @param times number of comparisons: the chance that any of them is wrong stays that of a single one
    public Optional<Interval> gainOfMany(
            Candidate candidate, Candidate over, Measure measure, Optional<String> tag, int times) {
        var gains = gains(candidate, over, measure, tag);
        return gains.length == 0 ? Optional.empty() : Optional.of(Interval.ofMany(gains, times));
    }

    private double[] gains(Candidate candidate, Candidate over, Measure measure, Optional<String> tag) {
        return trials.stream()
                .filter(of(candidate).and(in(tag)))
                .flatMapToDouble(trial -> gain(trial, over, measure).stream().mapToDouble(Double::doubleValue))
                .toArray();
    }

    private Optional<Double> gain(Trial trial, Candidate over, Measure measure) {
        var score = trial.scores().get(measure.id());
        return score == null
                ? Optional.empty()
                : trial(trial.image(), over)
                        .map(other -> other.scores().get(measure.id()))
                        .map(other -> Numbers.gain(measure, score, other));
    }

    private static Optional<Interval> interval(double[] values) {
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
    }

    /// The images where the candidate does worst, the worst first: by its loss against the first candidate,
    /// or, for the first itself, by the measure.
    public List<Worst> worst(Candidate candidate, Measure measure, int most) {
        var first = candidates.getFirst();
        return candidate.equals(first)
                ? worst(
                                candidate,
                                trial -> Optional.ofNullable(trial.scores().get(measure.id()))
                                        .map(score -> Numbers.gain(measure, score, 0)))
                        .limit(most)
                        .toList()
                : worst(candidate, trial -> gain(trial, first, measure))
                        .limit(most)
                        .toList();
    }

    /// The image on which a candidate loses most against another; empty if no image was measured with both.
    public Optional<Worst> worst(Candidate candidate, Candidate against, Measure measure) {
        return worst(candidate, trial -> gain(trial, against, measure)).findFirst();
    }

    private Stream<Worst> worst(Candidate candidate, Function<Trial, Optional<Double>> gain) {
        return trials.stream()
                .filter(of(candidate))
                .flatMap(trial -> gain.apply(trial).map(amount -> new Worst(trial, amount)).stream())
                .sorted(Comparator.comparingDouble(Worst::gain));
    }

    /// The images on which a candidate lacks what another has: the result itself, or a score.
    ///
    /// @return why, by image, in the order in which they were tried
    public Map<String, String> missing(Candidate candidate, Candidate other) {
        var missing = new LinkedHashMap<String, String>();
        trials.stream()
                .filter(of(other))
                .forEach(has -> trial(has.image(), candidate)
                        .map(trial -> has.scores().keySet().stream()
                                .filter(score -> !trial.scores().containsKey(score))
                                .sorted()
                                .collect(Collectors.joining(", ")))
                        .map(scores -> scores.isEmpty() ? "" : scores + " could not be measured")
                        .or(() -> Optional.of(failure(has.image(), candidate).orElse("there is no result")))
                        .filter(why -> !why.isEmpty())
                        .ifPresent(why -> missing.put(has.image(), why)));
        return missing;
    }

    private Optional<String> failure(String image, Candidate candidate) {
        return failures.stream()
                .filter(trial -> trial.image().equals(image) && trial.recipe().equals(candidate.name()))
                .map(Failure::reason)
                .findFirst();
    }

    /// @param gain over the other candidate; below zero for a loss
    public record Worst(Trial trial, double gain) {}

    /// The speed in megapixels of results a second, over all images.
    public double megapixelsPerSecond(Candidate candidate) {
        double megapixels = trials.stream()
                .filter(of(candidate))
                .mapToDouble(Trial::megapixels)
                .sum();
        double seconds = trials.stream()
                .filter(of(candidate))
                .mapToDouble(Trial::seconds)
                .sum();
        return seconds > 0 ? megapixels / seconds : 0;
    }

    /// The tags of the images, in the order in which they first appear.
    public Set<String> tags() {
        var tags = new LinkedHashSet<String>();
        trials.forEach(trial -> tags.addAll(trial.tags()));
        return tags;
    }

    /// The images, in the order in which they were tried.
    public Set<String> images() {
        var images = new LinkedHashSet<String>();
        trials.forEach(trial -> images.add(trial.image()));
        return images;
    }

    public Optional<Trial> trial(String image, Candidate candidate) {
        return trials.stream()
                .filter(of(candidate).and(trial -> trial.image().equals(image)))
                .findFirst();
    }

    public Optional<Candidate> candidate(String name) {
        return candidates.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
    }

    private static Predicate<Trial> of(Candidate candidate) {
        return trial -> trial.recipe().equals(candidate.name());
    }

    private static Predicate<Trial> in(Optional<String> tag) {
        return trial -> tag.isEmpty() || trial.tags().contains(tag.get());
    }
}
