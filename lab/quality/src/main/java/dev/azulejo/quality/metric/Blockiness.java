package dev.azulejo.quality.metric;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.quality.metric.rows.Meter;
import dev.azulejo.quality.metric.rows.Strip;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.util.Arrays;

/// Measures by how many levels luma steps more at the borders of blocks than at their other columns and
/// rows, as in JPEGs of low quality. This is our own metric, for blocks of 8×8 pixels, and of 16×16, which
/// are blocks enlarged twice. A border's step is taken relative to those beside it; the median over all
/// borders counts, so that single edges of a drawing do not; the next clearest grid is subtracted from the
/// clearest one, so that a busy picture has none. The result is the mean of columns and rows.
final class Blockiness implements Meter {
    private static final int BLOCK = 8;
    private static final int[] PERIODS = {BLOCK, 2 * BLOCK};

    private final Size size;
    private final Steps steps;

    Blockiness(Size size) {
        this.size = size;
        steps = new Steps(size, BLOCK);
    }

    @Override
    public void accept(Strip strip) {
        steps.accept(strip.luma(), strip.firstRow(), strip.rows());
    }

    @Override
    public void addTo(Scores.Builder scores) {
        int least = 2 * BLOCK + 1;
        if (Math.min(size.width(), size.height()) < least) {
            scores.put(
                    Metric.BLOCKINESS,
                    Scores.Score.none("needs at least %d pixels each way, the image is %s".formatted(least, size)));
            return;
        }
        var columns = excesses(steps.columns());
        var rows = excesses(steps.rows());
        double most = 0;
        for (int period : PERIODS) {
            if (Math.min(size.width(), size.height()) > 2 * period) {
                most = Math.max(most, (clearest(columns, period) + clearest(rows, period)) / 2);
            }
        }
        scores.put(Metric.BLOCKINESS, most);
    }

    /// By how much each step is larger than those beside it, from the third on.
    private static double[] excesses(double[] profile) {
        var excesses = new double[profile.length - 3];
        for (int i = 0; i < excesses.length; i++) {
            excesses[i] = profile[i + 2] - (profile[i + 1] + profile[i + 3]) / 2;
        }
        return excesses;
    }

    private static double clearest(double[] excesses, int period) {
        double clearest = Double.NEGATIVE_INFINITY;
        double next = Double.NEGATIVE_INFINITY;
        for (int offset = 0; offset < period; offset++) {
            double median = median(excesses, offset, period);
            next = Math.max(next, Math.min(clearest, median));
            clearest = Math.max(clearest, median);
        }
        return clearest - next;
    }

    private static double median(double[] excesses, int offset, int period) {
        var ofGrid = new double[(excesses.length - offset - 1) / period + 1];
        for (int i = 0; i < ofGrid.length; i++) {
            ofGrid[i] = excesses[offset + i * period];
        }
        Arrays.sort(ofGrid);
        int middle = ofGrid.length / 2;
        return ofGrid.length % 2 == 1 ? ofGrid[middle] : (ofGrid[middle - 1] + ofGrid[middle]) / 2;
    }
}
