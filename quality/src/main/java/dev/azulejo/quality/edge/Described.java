package dev.azulejo.quality.edge;

import dev.azulejo.quality.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// A result, as it looks without a truth to measure it against.
///
/// @param name for a reader
/// @param models ids of those that made it
/// @param scores those that could be had
public record Described(String name, List<String> models, Map<Metric, Double> scores) {
    public Described {
        models = List.copyOf(models);
        scores = Map.copyOf(scores);
    }

    /// Empty where it could not be had, or is not finite.
    OptionalDouble score(Metric metric) {
        var value = scores.get(metric);
        return value == null || !Double.isFinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
