package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;
import java.util.Arrays;

/// The answers of a model that enlarges, reduced to the size of what it was given: of each pixel the sum,
/// the least and the greatest. The last few rows are kept. In loops over whole rows, of which the compiler
/// makes vector instructions: this runs on every tile.
final class ReducedAnswers {
    /// How many rows are kept.
    static final int ROWS = 4;

    private final Planes output;
    private final int scale;
    private final int bands;
    private final float[] answers;
    private final float[] columnSums;
    private final float[] columnLeast;
    private final float[] columnGreatest;
    private final float[][] sums;
    private final float[][] least;
    private final float[][] greatest;

    ReducedAnswers(Planes input, Planes output) {
        this.output = output;
        this.scale = output.width() / input.width();
        this.bands = output.bands();
        this.answers = new float[output.width()];
        this.columnSums = new float[output.width()];
        this.columnLeast = new float[output.width()];
        this.columnGreatest = new float[output.width()];
        this.sums = new float[ROWS * bands][input.width()];
        this.least = new float[ROWS * bands][input.width()];
        this.greatest = new float[ROWS * bands][input.width()];
    }

    /// @param y of a row of what the model was given
    void reduce(int y) {
        for (int band = 0; band < bands; band++) {
            reduceColumns(band, y);
            reduceRows(sums(band, y), least(band, y), greatest(band, y));
        }
    }

    private void reduceColumns(int band, int y) {
        Arrays.fill(columnSums, 0);
        Arrays.fill(columnLeast, Float.POSITIVE_INFINITY);
        Arrays.fill(columnGreatest, Float.NEGATIVE_INFINITY);
        for (int row = y * scale; row < (y + 1) * scale; row++) {
            output.samples().get(band * output.planeLength() + row * output.width(), answers);
            for (int x = 0; x < answers.length; x++) {
                columnSums[x] += answers[x];
                columnLeast[x] = Math.min(columnLeast[x], answers[x]);
                columnGreatest[x] = Math.max(columnGreatest[x], answers[x]);
            }
        }
    }

    private void reduceRows(float[] sum, float[] min, float[] max) {
        for (int x = 0, at = 0; x < sum.length; x++, at += scale) {
            sum[x] = columnSums[at];
            min[x] = columnLeast[at];
            max[x] = columnGreatest[at];
        }
        for (int column = 1; column < scale; column++) {
            for (int x = 0, at = column; x < sum.length; x++, at += scale) {
                sum[x] += columnSums[at];
                min[x] = Math.min(min[x], columnLeast[at]);
                max[x] = Math.max(max[x], columnGreatest[at]);
            }
        }
    }

    /// Of the answers for each pixel of a row; the order in which they were added is not said.
    float[] sums(int band, int y) {
        return sums[y % ROWS * bands + band];
    }

    float[] least(int band, int y) {
        return least[y % ROWS * bands + band];
    }

    float[] greatest(int band, int y) {
        return greatest[y % ROWS * bands + band];
    }

    /// Whether any number is above 0. As whole numbers: positive floats have positive bits.
    static boolean isAnyPositive(float[] numbers) {
        int greatest = 0;
        for (float number : numbers) {
            greatest = Math.max(greatest, Float.floatToRawIntBits(number));
        }
        return greatest > 0;
    }
}
