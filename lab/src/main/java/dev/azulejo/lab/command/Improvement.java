package dev.azulejo.lab.command;

import dev.azulejo.lab.picture.Photographs;
import dev.azulejo.lab.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// By how much a model is nearer to the truth than the one that it began as, on one kind of images.
///
/// @param of what they are, for a reader
/// @param gains in dB, an image each
record Improvement(String of, List<Double> gains) {
    /// Of fewer images nothing can be said.
    static final int LEAST_IMAGES = 5;

    /// What the hard ones must gain in the mean, in dB.
    static final double LEAST_GAIN = 0.1;

    /// What may be lost in the mean, in dB.
    static final double MOST_LOSS = 0.05;

    Improvement {
        gains = List.copyOf(gains);
    }

    static Improvement of(
            String what, Photographs photos, Ruler ruler, UnaryOperator<Picture> before, UnaryOperator<Picture> after) {
        var gains = new ArrayList<Double>();
        for (int number = 0; number < photos.count(); number++) {
            var photo = photos.picture(number);
            gains.add(ruler.measured(photo, after).with()
                    - ruler.measured(photo, before).with());
        }
        return new Improvement(what, gains);
    }

    double mean() {
        return gains.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    boolean isEnough() {
        return gains.size() >= LEAST_IMAGES;
    }

    boolean isGain() {
        return isEnough() && mean() >= LEAST_GAIN;
    }

    boolean isLoss() {
        return !isEnough() || mean() < -MOST_LOSS;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-32s %4d images %+6.2f dB in the mean, %+.2f to %+.2f%s",
                of,
                gains.size(),
                mean(),
                gains.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                gains.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                isEnough() ? "" : "; too few to say anything");
    }
}
