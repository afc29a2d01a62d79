package dev.azulejo.core.infer.guard;

import dev.azulejo.core.pixels.Planes;

/// The input of a model as [FixedPoint], row after row, with the least and the greatest of each sample and
/// its left and right neighbours, for the last few rows.
final class FixedInput {
    /// The number of rows kept.
    private static final int ROWS = 8;

    private final Planes input;
    private final float[] samples;
    /// The row read last, with its first and its last sample repeated before and after it.
    private int[][] row;
    private int[][] above;
    private final int[][] least;
    private final int[][] greatest;
    private final EqualNeighbours equal;
    private int end;

    FixedInput(Planes input) {
        this.input = input;
        this.samples = new float[input.width()];
        this.row = new int[input.bands()][input.width() + 2];
        this.above = new int[input.bands()][input.width() + 2];
        this.least = new int[ROWS * input.bands()][input.width()];
        this.greatest = new int[ROWS * input.bands()][input.width()];
        this.equal = new EqualNeighbours(input.width(), input.height());
    }

    /// Reads rows up to `last`, or to the end of the image.
    void read(int last) {
        for (; end <= Math.min(last, input.height() - 1); end++) {
            var next = above;
            above = row;
            row = next;
            for (int band = 0; band < input.bands(); band++) {
                input.samples().get(band * input.planeLength() + end * input.width(), samples);
                fix(samples, row[band]);
                reduce(row[band], least(band, end), greatest(band, end));
            }
            equal.add(end, above, row);
        }
    }

    /// Goes back so far that the rows around `y` are read once more.
    void rewind(int y) {
        end = Math.max(0, y - GuardRules.FLAT_PX - 1);
    }

    private static void fix(float[] samples, int[] row) {
        for (int x = 0; x < samples.length; x++) {
            row[x + 1] = FixedPoint.of(samples[x]);
        }
        row[0] = row[1];
        row[samples.length + 1] = row[samples.length];
    }

    private static void reduce(int[] row, int[] least, int[] greatest) {
        for (int x = 0; x < least.length; x++) {
            least[x] = Math.min(row[x + 1], Math.min(row[x], row[x + 2]));
            greatest[x] = Math.max(row[x + 1], Math.max(row[x], row[x + 2]));
        }
    }

    /// The samples of the row read last, from index 1 on.
    int[] lastRow(int band) {
        return row[band];
    }

    EqualNeighbours equal() {
        return equal;
    }

    int[] least(int band, int y) {
        return least[y % ROWS * input.bands() + band];
    }

    int[] greatest(int band, int y) {
        return greatest[y % ROWS * input.bands() + band];
    }
}
