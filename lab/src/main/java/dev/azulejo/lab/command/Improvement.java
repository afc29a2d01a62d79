package dev.azulejo.lab.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Compares a model with its parent on one group of images: by how much it is nearer to the truth.
///
/// @param of the group's name, for a reader
/// @param gains in dB, one of each image
record Improvement(String of, List<Double> gains) {
    /// The number of images below which nothing can be said of a group.
    static final int LEAST_IMAGES = 5;

    /// The least mean gain on hard cases, in dB.
    static final double LEAST_GAIN = 0.1;

    /// The greatest mean loss on other images, in dB.
    static final double MOST_LOSS = 0.05;

    Improvement {
        gains = List.copyOf(gains);
    }

    /// @param before PSNR of the parent on each image, in dB
    /// @param after PSNR of the model on the same images
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
