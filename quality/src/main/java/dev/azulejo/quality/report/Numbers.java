package dev.azulejo.quality.report;

import java.util.Locale;

/// Numbers as reports show them.
final class Numbers {
    private Numbers() {}

    static String heading(Measure measure) {
        return measure.title() + (measure.unit().isEmpty() ? "" : ", " + measure.unit());
    }

    static String value(double value, Measure measure) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + measure.digits() + "f", value) : "–";
    }

    /// Such as `34.72 (33.90 to 35.51)`.
    static String interval(Interval interval, Measure measure) {
        var range = range(interval, measure);
        return value(interval.mean(), measure) + (range.isEmpty() ? "" : " (%s)".formatted(range));
    }

    /// Such as `33.90 to 35.51`; nothing where it is as wide as can be.
    static String range(Interval interval, Measure measure) {
        return Double.isFinite(interval.low())
                ? "%s to %s".formatted(value(interval.low(), measure), value(interval.high(), measure))
                : "";
    }

    /// The same with a sign, and a word where it may well be chance.
    static String gain(Interval gain, Measure measure) {
        var text = (gain.mean() > 0 ? "+" : "") + interval(gain, measure);
        return gain.excludesZero() ? text : text + ", perhaps none";
    }
}
