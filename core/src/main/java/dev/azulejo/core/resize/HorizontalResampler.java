package dev.azulejo.core.resize;

/// Resamples rows to another width. Keeps the weights of every column; thread-safe. If the image continues
/// at its opposite edge, rows are extended as far as columns look beyond their ends.
final class HorizontalResampler {
    private final int[] firsts;
    private final int[] starts;
    private final float[] weights;
    private final boolean isSame;
    private final int before;
    private final int length;

    HorizontalResampler(int from, int to, boolean wraps) {
        var lanczos = new Lanczos(from, to, wraps);
        before = -Math.min(0, lanczos.first(0));
        length = before + Math.max(from, lanczos.end(to - 1));
        isSame = from == to;
        firsts = new int[to];
        starts = new int[to + 1];
        for (int x = 0; x < to; x++) {
            firsts[x] = before + lanczos.first(x);
            starts[x + 1] = starts[x] + lanczos.end(x) - lanczos.first(x);
        }
        weights = new float[starts[to]];
        for (int x = 0; x < to; x++) {
            var taps = lanczos.weights(x);
            System.arraycopy(taps, 0, weights, starts[x], taps.length);
        }
    }

    /// @param source rows of all bands
    /// @param target filled, as many bands
    void resample(float[][] source, float[][] target) {
        for (int band = 0; band < source.length; band++) {
            if (isSame) {
                System.arraycopy(source[band], 0, target[band], 0, target[band].length);
            } else {
                resample(extended(source[band]), target[band]);
            }
        }
    }

    private float[] extended(float[] row) {
        if (length == row.length) {
            return row;
        }
        var extended = new float[length];
        for (int x = 0; x < length; x++) {
            extended[x] = row[Math.floorMod(x - before, row.length)];
        }
        return extended;
    }

    private void resample(float[] source, float[] target) {
        for (int x = 0; x < target.length; x++) {
            int shift = firsts[x] - starts[x];
            float sum = 0;
            for (int i = starts[x]; i < starts[x + 1]; i++) {
                sum += weights[i] * source[i + shift];
            }
            target[x] = sum;
        }
    }
}
