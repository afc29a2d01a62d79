package dev.azulejo.quality.report;

import dev.azulejo.quality.metric.score.Measure;
import dev.azulejo.quality.metric.score.Metric;
import java.util.Locale;
import java.util.regex.Pattern;

/// Numbers as reports show them.
final class Numbers {
    private static final Pattern ACRONYM = Pattern.compile("(ms )?ssim|psnr( y)?|fsimc?|stlpips|niqe|piqe|ciede2000");
    private static final int DIGITS = 2;
    private static final int DIGITS_OF_SHARES = 4;

    private Numbers() {}

    /// A measure's heading, such as `PSNR, dB`.
    static String heading(Measure measure) {
        return name(measure) + (measure.unit().isEmpty() ? "" : ", " + measure.unit());
    }

    /// A measure's name, such as `PSNR` or `Downscale consistency`.
    static String name(Measure measure) {
        var words = measure.id().replace('_', ' ');
        return ACRONYM.matcher(words).matches()
                ? words.toUpperCase(Locale.ROOT)
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// How much better `one` is than `other`; above zero if it is better.
    static double gain(Measure measure, double one, double other) {
        return measure.better() == Metric.Better.HIGHER ? one - other : other - one;
    }

    static String value(double value, Measure measure) {
        int digits = measure.differsByThousandths() ? DIGITS_OF_SHARES : DIGITS;
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "–";
    }

    /// What intervals are, or why there are none.
    static String about(int images) {
        return images < Interval.FEWEST
                ? "Fewer than %d images tell nothing of others, so there are no intervals.".formatted(Interval.FEWEST)
                : "In brackets: the 95 % confidence interval of the mean.";
    }

    /// A mean with its interval, such as `34.72 (33.90 to 35.51)`; alone where there are too few images for one.
    static String interval(Interval interval, Measure measure) {
        return value(interval.mean(), measure) + brackets(range(interval, measure));
    }

    /// An interval, such as `33.90 to 35.51`; empty where there are too few images for one.
    static String range(Interval interval, Measure measure) {
        return Double.isFinite(interval.low())
                ? "%s to %s".formatted(value(interval.low(), measure), value(interval.high(), measure))
                : "";
    }

    private static String brackets(String range) {
        return range.isEmpty() ? "" : " (%s)".formatted(range);
    }

    /// A gain, such as `+0.43 (0.20 to 0.66)`, and a word if it may well be chance.
    static String gain(Interval gain, Measure measure) {
        return sign(gain) + interval(gain, measure) + chance(gain);
    }

    /// A gain without its interval.
    static String meanGain(Interval gain, Measure measure) {
        return sign(gain) + value(gain.mean(), measure) + chance(gain);
    }

    private static String sign(Interval gain) {
        return gain.mean() > 0 ? "+" : "";
    }

    private static String chance(Interval gain) {
        return gain.excludesZero() || gain.images() < Interval.FEWEST ? "" : ", perhaps none";
    }
}
