package dev.azulejo.core.resize;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/// The rows of a result that have begun but not ended. For one thread.
final class OpenRows {
    private final Lanczos down;
    private final int bands;
    private final int width;
    private final Queue<Row> rows = new ArrayDeque<>();
    private final Queue<float[][]> spare = new ArrayDeque<>();
    private int nextRow;

    /// @param firstRow the first that will begin
    OpenRows(Lanczos down, int bands, int width, int firstRow) {
        this.down = down;
        this.bands = bands;
        this.width = width;
        this.nextRow = firstRow;
    }

    private record Row(int number, int first, float[] weights, float[][] sums) {}

    /// Adds a row of the source to a row of the result. Rows of the result begin in order.
    void add(int number, int sourceRow, float[][] source) {
        if (number == nextRow) {
            rows.add(new Row(number, down.first(number), down.weights(number), blank()));
            nextRow++;
        }
        for (var row : rows) {
            if (row.number == number) {
                int tap = sourceRow - row.first;
                if (tap < row.weights.length) {
                    for (int band = 0; band < bands; band++) {
                        add(row.sums[band], row.weights[tap], source[band]);
                    }
                }
                return;
            }
        }
    }

    private static void add(float[] sums, float weight, float[] source) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += weight * source[x];
        }
    }

    private float[][] blank() {
        var known = spare.poll();
        if (known == null) {
            return new float[bands][width];
        }
        for (var band : known) {
            Arrays.fill(band, 0);
        }
        return known;
    }

    /// The oldest row, which is complete; good until the next row begins.
    float[][] finished(int number) {
        var row = rows.remove();
        if (row.number != number) {
            throw new IllegalStateException("row %d is complete, expected %d".formatted(row.number, number));
        }
        spare.add(row.sums);
        return row.sums;
    }
}
