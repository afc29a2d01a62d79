package dev.azulejo.lab.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// By how much a model is nearer to the truth than the one that it began as, on one kind of images.
///
/// @param of what they are, for a reader
/// @param gains in dB, an image each
record Improvement(String of, List<Double> gains) {
    /// The fewest images of which anything can be said.
    static final int LEAST_IMAGES = 5;

    /// What the hard ones must gain in the mean, in dB.
    static final double LEAST_GAIN = 0.1;

    /// What the others may lose in the mean, in dB.
    static final double MOST_LOSS = 0.05;

    Improvement {
        gains = List.copyOf(gains);
    }

    /// @param before in dB, of each image
    /// @param after of the same images
    Improvement(String of, List<Double> before, List<Double> after) {
        this(
                of,
                IntStream.range(0, before.size())
                        .mapToObj(image -> after.get(image) - before.get(image))
                        .toList());
    }

    double mean() {
        return gains.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    boolean isGain() {
        return mean() >= LEAST_GAIN;
    }

    boolean isLoss() {
        return !(mean() >= -MOST_LOSS); // what is no number is a loss, too
    }

    String line() {
        var all = gains.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return String.format(
                Locale.ROOT,
                "%-32s %4d images %+6.2f dB in the mean, %+.2f to %+.2f",
                of,
                gains.size(),
                mean(),
                all.getMin(),
                all.getMax());
    }
}
