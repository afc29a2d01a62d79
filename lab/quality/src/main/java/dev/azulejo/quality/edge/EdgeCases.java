package dev.azulejo.quality.edge;

import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Metric.Better;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds results that stand out among others as worse, and by which score. How far out a result lies is its
/// distance from the median, in units of the median distance (MAD, scaled to a standard deviation: Iglewicz
/// and Hoaglin, "How to detect and handle outliers", 1993), so that a few bad ones do not hide each other.
/// Pure.
public final class EdgeCases {
    /// The factor that turns the median distance of a normal distribution into its standard deviation.
    private static final double MAD_TO_DEVIATION = 1.4826;

    /// The distance from which a value is an outlier, as Iglewicz and Hoaglin define it.
    public static final double OUT = 3.5;

    /// The least deviation of a metric. Most results have no blocks at all, so the usual distance is next
    /// to nothing, and invisible blocks would stand out.
    private static final Map<Metric, Double> LEAST_DEVIATIONS = Map.of(Metric.BLOCKINESS, 0.1);

    /// The number of results below which none stands out, as there is no usual value to compare with.
    public static final int LEAST_RESULTS = 10;

    private EdgeCases() {}

    /// @param metric by which it lies furthest out
    /// @param distance in deviations from the median, in the worse direction
    public record EdgeCase(Described result, Metric metric, double distance) {}

    /// @return those that lie [#OUT] or further, the furthest first
    public static List<EdgeCase> of(List<Described> results) {
        if (results.size() < LEAST_RESULTS) {
            return List.of();
        }
        var usual = new EnumMap<Metric, Usual>(Metric.class);
        for (var metric : Metric.values()) {
            var values = results.stream()
                    .flatMapToDouble(result -> result.score(metric).stream())
                    .toArray();
            Usual.of(values, LEAST_DEVIATIONS.getOrDefault(metric, 0.0)).ifPresent(range -> usual.put(metric, range));
        }
        return results.stream()
                .flatMap(result -> furthest(result, usual).stream())
                .filter(edge -> edge.distance >= OUT)
                .sorted(Comparator.comparingDouble(EdgeCase::distance).reversed())
                .toList();
    }

    private static Optional<EdgeCase> furthest(Described result, Map<Metric, Usual> usual) {
        var edges = new ArrayList<EdgeCase>();
        usual.forEach((metric, range) -> result.score(metric)
                .ifPresent(value -> edges.add(new EdgeCase(result, metric, range.worse(metric, value)))));
        return edges.stream().max(Comparator.comparingDouble(EdgeCase::distance));
    }

    /// @param deviation above 0
    private record Usual(double median, double deviation) {
        static Optional<Usual> of(double[] values, double least) {
            if (values.length < LEAST_RESULTS) {
                return Optional.empty();
            }
            double median = median(values);
            double usual = MAD_TO_DEVIATION
                    * median(Arrays.stream(values)
                            .map(value -> Math.abs(value - median))
                            .toArray());
            double deviation = Math.max(usual, least);
            return deviation > 0 ? Optional.of(new Usual(median, deviation)) : Optional.empty();
        }

        double worse(Metric metric, double value) {
            double distance = (value - median) / deviation;
            return metric.better() == Better.HIGHER ? -distance : distance;
        }

        private static double median(double[] values) {
            var sorted = values.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }
}
