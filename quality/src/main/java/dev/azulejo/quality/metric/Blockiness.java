package dev.azulejo.quality.metric;

import dev.azulejo.core.geometry.Size;

/// By how many levels luma steps more at the borders of blocks of 8×8 pixels than beside them, as JPEG of low quality
/// does. Our own: at whichever of the 8 offsets it is most, because an image may have been cropped since; the mean of
/// both sides.
final class Blockiness implements Meter {
    private static final int BLOCK = 8;

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
        scores.put(Metric.BLOCKINESS, Math.max(0, (excess(steps.columns()) + excess(steps.rows())) / 2));
    }

    private static double excess(double[] profile) {
        var sums = new double[BLOCK];
        var counts = new int[BLOCK];
        for (int i = 2; i < profile.length - 1; i++) {
            sums[i % BLOCK] += profile[i] - (profile[i - 1] + profile[i + 1]) / 2;
            counts[i % BLOCK]++;
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int offset = 0; offset < BLOCK; offset++) {
            most = Math.max(most, sums[offset] / counts[offset]);
        }
        return most;
    }
}
