package dev.azulejo.core.infer.guard;

import dev.azulejo.core.pixels.Planes;

/// The answers of a model that enlarges, reduced to the size of its input: the sum, the least and the
/// greatest of each pixel, as [FixedPoint]. The last few rows are kept. As this runs on every tile, its
/// loops go over whole rows, of which the compiler makes vector instructions.
final class ReducedAnswers {
    static final int ROWS = 4;

    private final Planes output;
    private final int scale;
    private final int bands;
    private final float[] answers;
    private final int[] columnSums;
    private final int[] columnLeast;
    private final int[] columnGreatest;
    private final int[][] sums;
    private final int[][] least;
    private final int[][] greatest;

    ReducedAnswers(Planes input, Planes output) {
        this.output = output;
        this.scale = output.width() / input.width();
        this.bands = output.bands();
        this.answers = new float[output.width()];
        this.columnSums = new int[output.width()];
        this.columnLeast = new int[output.width()];
        this.columnGreatest = new int[output.width()];
        this.sums = new int[ROWS * bands][input.width()];
        this.least = new int[ROWS * bands][input.width()];
        this.greatest = new int[ROWS * bands][input.width()];
    }

    /// @param y of a row of what the model was given
    void reduce(int y) {
        for (int band = 0; band < bands; band++) {
            reduceColumns(band, y);
            reduceRows(sums(band, y), least(band, y), greatest(band, y));
        }
    }

    private void reduceColumns(int band, int y) {
        int at = band * output.planeLength() + y * scale * output.width();
        output.samples().get(at, answers);
        first(answers, columnSums, columnLeast, columnGreatest);
        for (int row = 1; row < scale; row++) {
            output.samples().get(at + row * output.width(), answers);
            further(answers, columnSums, columnLeast, columnGreatest);
        }
    }

    private static void first(float[] answers, int[] sums, int[] least, int[] greatest) {
        for (int x = 0; x < answers.length; x++) {
            int answer = FixedPoint.of(answers[x]);
            sums[x] = answer;
            least[x] = answer;
            greatest[x] = answer;
        }
    }

    private static void further(float[] answers, int[] sums, int[] least, int[] greatest) {
        for (int x = 0; x < answers.length; x++) {
            int answer = FixedPoint.of(answers[x]);
            sums[x] += answer;
            least[x] = Math.min(least[x], answer);
            greatest[x] = Math.max(greatest[x], answer);
        }
    }

    private void reduceRows(int[] sum, int[] min, int[] max) {
        if (scale == 2) {
            reducePairs(columnSums, columnLeast, columnGreatest, sum, min, max);
        } else {
            reduceRuns(sum, min, max);
        }
    }

    /// Reduces pairs: the constant stride takes half the time of [#reduceRuns].
    private static void reducePairs(int[] sums, int[] least, int[] greatest, int[] sum, int[] min, int[] max) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] = sums[2 * x] + sums[2 * x + 1];
            min[x] = Math.min(least[2 * x], least[2 * x + 1]);
            max[x] = Math.max(greatest[2 * x], greatest[2 * x + 1]);
        }
    }

    private void reduceRuns(int[] sum, int[] min, int[] max) {
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

    /// The sums of the answers for each pixel of a row; without meaning where the least or the greatest are
    /// far outside 0 to 1.
    int[] sums(int band, int y) {
        return sums[y % ROWS * bands + band];
    }

    int[] least(int band, int y) {
        return least[y % ROWS * bands + band];
    }

    int[] greatest(int band, int y) {
        return greatest[y % ROWS * bands + band];
    }
}
