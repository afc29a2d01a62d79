package dev.azulejo.core.infer;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.Planes;
import java.util.Arrays;

/// Adds up the answers of several models for the same pixels, each by its weight.
final class WeightedSum {
    private WeightedSum() {}

    /// Adds the samples of `answer` under `rect` to `sum`, which has the size of the rect.
    ///
    /// @param weights one for each pixel of the rect, row by row
    /// @param isFirst whether `sum` holds nothing yet
    static void add(Planes answer, Rect rect, float[] weights, Planes sum, boolean isFirst) {
        var row = new float[rect.width()];
        var soFar = new float[rect.width()];
        for (int band = 0; band < sum.bands(); band++) {
            for (int y = 0; y < rect.height(); y++) {
                int from = band * answer.planeLength() + (rect.top() + y) * answer.width() + rect.left();
                int to = band * sum.planeLength() + y * rect.width();
                answer.samples().get(from, row);
                if (isFirst) {
                    Arrays.fill(soFar, 0);
                } else {
                    sum.samples().get(to, soFar);
                }
                add(row, weights, y * rect.width(), soFar);
                sum.samples().put(to, soFar);
            }
        }
    }

    private static void add(float[] row, float[] weights, int at, float[] sum) {
        for (int x = 0; x < row.length; x++) {
            // A weight of 0 takes nothing of an answer, which may be as large as floats can be.
            float weight = weights[at + x];
            sum[x] += weight == 0 ? 0 : weight * row[x];
        }
    }
}
