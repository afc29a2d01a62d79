package dev.azulejo.quality.metric.score;

import dev.azulejo.quality.metric.score.Metric.Better;
import dev.azulejo.quality.metric.score.Metric.Needs;

/// Names a number that pictures have: one of azulejo's own, or what a user's network measures.
public sealed interface Measure permits Metric, OwnMetric {
    /// The name in JSON and tables, such as `ms_ssim`.
    String id();

    Needs needs();

    Better better();

    /// The unit, such as `dB`; empty for a plain number.
    String unit();

    /// What the number measures, in a few words.
    String words();

    /// Whether good results differ by thousandths.
    boolean differsByThousandths();

    /// Whether `one` is a better value than `other`.
    default boolean isBetter(double one, double other) {
        return better() == Better.HIGHER ? one > other : one < other;
    }
}
