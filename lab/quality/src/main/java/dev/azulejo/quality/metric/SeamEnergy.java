package dev.azulejo.quality.metric;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.quality.metric.rows.Lanes;
import dev.azulejo.quality.metric.rows.PairMeter;
import dev.azulejo.quality.metric.rows.Strip;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// Measures by how many levels the candidate's error steps more at the borders of its tiles than elsewhere.
/// This is our own metric: steps that the reference has, too, cancel, so an edge of the picture is no seam.
/// It is 0 if no grid is clearer than chance.
final class SeamEnergy implements PairMeter {
    private static final List<Function<Strip, double[]>> PLANES = List.of(Strip::red, Strip::green, Strip::blue);

    /// The number of pixels along a border that one step is taken over.
    private static final int RUN = 16;

    private static final int LEAST_PERIOD = 16;
    private static final int GREATEST_PERIOD = 8192;

    private final OptionalInt tileSide;
    private final List<Steps> steps;
    private final double[] error;

    SeamEnergy(Size size, MetricOptions options) {
        tileSide = options.tileSide();
        steps = List.of(new Steps(size, RUN), new Steps(size, RUN), new Steps(size, RUN));
        error = new double[Math.multiplyExact(size.width(), options.rows(size.width()))];
    }

    @Override
    public void accept(Strip reference, Strip candidate) {
        int width = reference.width();
        for (int colour = 0; colour < PLANES.size(); colour++) {
            var one = PLANES.get(colour).apply(reference);
            var other = PLANES.get(colour).apply(candidate);
            Lanes.each(reference.rows(), row -> {
                for (int i = row * width; i < (row + 1) * width; i++) {
                    error[i] = other[i] - one[i];
                }
            });
            steps.get(colour).accept(error, reference.firstRow(), reference.rows());
        }
    }

    @Override
    public void addTo(Scores.Builder scores) {
        var acrossSteps = mean(Steps::columns);
        var downSteps = mean(Steps::rows);
        var foundColumns = grid(acrossSteps);
        var foundRows = grid(downSteps);
        // tiles are usually square, and one period is told from chance sooner than any
        var columns = foundColumns.or(() -> foundRows.flatMap(grid -> grid(acrossSteps, grid.period())));
        var rows = foundRows.or(() -> foundColumns.flatMap(grid -> grid(downSteps, grid.period())));
        double energy = Math.max(
                columns.map(Grid::excess).orElse(0.0), rows.map(Grid::excess).orElse(0.0));
        var found = columns.map(grid -> words(grid, "columns"))
                .map(words ->
                        rows.map(grid -> words + ", " + words(grid, "rows")).orElse(words))
                .or(() -> rows.map(grid -> words(grid, "rows")));
        scores.put(
                Metric.SEAM_ENERGY,
                found.map(words -> Scores.Score.of(energy, words)).orElseGet(() -> Scores.Score.of(energy)));
    }

    private static String words(Grid grid, String what) {
        return "every %d %s from %d on".formatted(grid.period(), what, grid.offset());
    }

    private Optional<Grid> grid(double[] profile) {
        return tileSide.isPresent()
                ? grid(profile, tileSide.getAsInt())
                : Grid.clearest(profile, LEAST_PERIOD, GREATEST_PERIOD);
    }

    private static Optional<Grid> grid(double[] profile, int period) {
        return Grid.clearest(profile, period, period);
    }

    private double[] mean(Function<Steps, double[]> side) {
        var profiles = steps.stream().map(side).toList();
        var mean = new double[profiles.getFirst().length];
        for (var profile : profiles) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += profile[i] / profiles.size();
            }
        }
        return mean;
    }
}
