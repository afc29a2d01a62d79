package dev.azulejo.quality.metric.natural;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.quality.metric.rows.Halver;
import dev.azulejo.quality.metric.rows.Meter;
import dev.azulejo.quality.metric.rows.Strip;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// NIQE, the natural image quality evaluator (Mittal, Soundararajan and Bovik, IEEE Signal Processing
/// Letters 20(3), 2013): how far the statistics of blocks of 96×96 pixels, and of the same at half the
/// size, are from those of good photographs. `niqe.json` lists those photographs; half the size is made by
/// averaging 2×2.
public final class Niqe implements Meter {
    static final int BLOCK = 96;

    private static final int LEAST_SIDE = 2 * BLOCK;

    private final Size size;
    private final NaturalScene scene;
    private final NaturalScene halfScene;
    private final Halver halver;

    public Niqe(Size size, int maxRows) {
        this.size = size;
        scene = new NaturalScene(size.width(), size.height(), BLOCK);
        halfScene =
                new NaturalScene(size.width() / BLOCK * (BLOCK / 2), size.height() / BLOCK * (BLOCK / 2), BLOCK / 2);
        halver = new Halver(size.width(), maxRows);
    }

    /// Statistics of good photographs.
    private static final class Pristine {
        private static final Gaussian FEATURES = read();

        private static Gaussian read() {
            try (var file = Niqe.class.getResourceAsStream("niqe.json")) {
                var json = new JsonMapper().readTree(Objects.requireNonNull(file, "niqe.json is missing"));
                var covariance = new ArrayList<double[]>();
                json.path("covariance").forEach(row -> covariance.add(numbers(row)));
                return new Gaussian(numbers(json.path("mean")), covariance.toArray(double[][]::new));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static double[] numbers(JsonNode array) {
            var numbers = new double[array.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = array.get(i).doubleValue();
            }
            return numbers;
        }
    }

    @Override
    public void accept(Strip strip) {
        scene.accept(strip.luma(), strip.width(), strip.rows());
        int halves = halver.accept(strip.luma(), strip.rows());
        halfScene.accept(halver.halves(), halver.width(), halves);
    }

    /// The features of both scales of each block that has any.
    ///
    /// @param leastContrast of a block, as a share of the greatest of all
    List<double[]> features(double leastContrast) {
        var blocks = scene.blocks();
        double most =
                blocks.stream().mapToDouble(NaturalScene.Block::contrast).max().orElse(0);
        var features = new ArrayList<double[]>();
        for (int i = 0; i < blocks.size(); i++) {
            var whole = blocks.get(i).features();
            var half = halfScene.blocks().get(i).features();
            if (whole.isPresent() && half.isPresent() && blocks.get(i).contrast() >= leastContrast * most) {
                var both = new double[2 * NaturalScene.FEATURES];
                System.arraycopy(whole.get(), 0, both, 0, NaturalScene.FEATURES);
                System.arraycopy(half.get(), 0, both, NaturalScene.FEATURES, NaturalScene.FEATURES);
                features.add(both);
            }
        }
        return features;
    }

    @Override
    public void addTo(Scores.Builder scores) {
        if (Math.min(size.width(), size.height()) < LEAST_SIDE) {
            scores.put(
                    Metric.NIQE,
                    Scores.Score.none(
                            "needs at least %d pixels each way, the image is %s".formatted(LEAST_SIDE, size)));
            return;
        }
        var features = features(0);
        scores.put(
                Metric.NIQE,
                features.size() < 2
                        ? Scores.Score.none("the image is flat nearly everywhere")
                        : Scores.Score.of(Pristine.FEATURES.distance(Gaussian.of(features))));
    }
}
