package dev.azulejo.quality.metric;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.quality.metric.rows.Halver;
import dev.azulejo.quality.metric.rows.PairMeter;
import dev.azulejo.quality.metric.rows.Strip;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;

/// Mean SSIM of luma ([SsimScale]), and MS-SSIM, which combines five scales, each half as large as the one
/// before (Wang, Simoncelli and Bovik, Asilomar Conference on Signals, Systems and Computers, 2003).
/// Luminance counts only in the last scale, contrast and structure in all; negative means count as 0,
/// because they have no power.
final class StructuralSimilarity implements PairMeter {
    /// The weights of the scales (Wang, Simoncelli and Bovik 2003, section 3.2).
    private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};

    /// The least side of an image, so that a window fits into the last scale.
    static final int LEAST_SIDE = SsimScale.WINDOW << (WEIGHTS.length - 1);

    private final Size size;
    private final SsimScale[] scales = new SsimScale[WEIGHTS.length];
    private final Halver[] references = new Halver[WEIGHTS.length - 1];
    private final Halver[] candidates = new Halver[WEIGHTS.length - 1];

    StructuralSimilarity(Size size, int maxRows) {
        this.size = size;
        int width = size.width();
        int rows = maxRows;
        for (int scale = 0; scale < WEIGHTS.length; scale++) {
            scales[scale] = new SsimScale(width, rows);
            if (scale < references.length) {
                references[scale] = new Halver(width, rows);
                candidates[scale] = new Halver(width, rows);
            }
            width /= 2;
            rows = (rows + 1) / 2;
        }
    }

    @Override
    public void accept(Strip reference, Strip candidate) {
        var one = reference.luma();
        var other = candidate.luma();
        int rows = reference.rows();
        scales[0].accept(one, other, rows);
        for (int scale = 1; scale < WEIGHTS.length && hasScales(); scale++) {
            int halves = references[scale - 1].accept(one, rows);
            candidates[scale - 1].accept(other, rows);
            one = references[scale - 1].halves();
            other = candidates[scale - 1].halves();
            rows = halves;
            scales[scale].accept(one, other, rows);
        }
    }

    private boolean hasScales() {
        return Math.min(size.width(), size.height()) >= LEAST_SIDE;
    }

    @Override
    public void addTo(Scores.Builder scores) {
        scores.put(
                Metric.SSIM,
                scales[0].isMeasured() ? Scores.Score.of(scales[0].similarity()) : tooSmall(SsimScale.WINDOW));
        scores.put(Metric.MS_SSIM, hasScales() ? Scores.Score.of(multiScale()) : tooSmall(LEAST_SIDE));
    }

    private double multiScale() {
        double product = 1;
        for (int scale = 0; scale < WEIGHTS.length; scale++) {
            boolean isLast = scale == WEIGHTS.length - 1;
            double mean = isLast ? scales[scale].similarity() : scales[scale].structure();
            product *= Math.pow(Math.max(0, mean), WEIGHTS[scale]);
        }
        return product;
    }

    private Scores.Score tooSmall(int least) {
        return Scores.Score.none("needs at least %d pixels each way, the images are %s".formatted(least, size));
    }
}
