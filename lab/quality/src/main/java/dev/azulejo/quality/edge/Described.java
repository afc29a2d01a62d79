package dev.azulejo.quality.edge;

import dev.azulejo.quality.metric.score.Metric;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// A result as no-reference metrics describe it.
///
/// @param name for a reader
/// @param models ids of those that made it
/// @param scores those that could be measured
public record Described(String name, List<String> models, Map<Metric, Double> scores) {
    public Described {
        models = List.copyOf(models);
        scores = Map.copyOf(scores);
    }

    /// The score by a metric; empty if it was not measured, or is not finite.
    OptionalDouble score(Metric metric) {
        var value = scores.get(metric);
        return value == null || !Double.isFinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
