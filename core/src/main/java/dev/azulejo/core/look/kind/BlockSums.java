package dev.azulejo.core.look.kind;

import java.util.function.IntUnaryOperator;

/// Adds up values of the blocks around each block: in a square of 5 × 5, as far as it lies in the image.
final class BlockSums {
    private static final int RADIUS = 2;

    private BlockSums() {}

    /// Takes the sum around a block.
    interface Sink {
        /// @param count how many blocks were added up
        void take(int block, int sum, int count);
    }

    static void around(int width, int height, IntUnaryOperator value, Sink sink) {
        var columns = new int[width];
        for (int y = -RADIUS; y < height; y++) {
            if (y + RADIUS < height) {
                add(columns, (y + RADIUS) * width, value, 1);
            }
            if (y > RADIUS) {
                add(columns, (y - RADIUS - 1) * width, value, -1);
            }
            if (y >= 0) {
                int rows = Math.min(height - 1, y + RADIUS) - Math.max(0, y - RADIUS) + 1;
                row(columns, y * width, rows, sink);
            }
        }
    }

    private static void add(int[] columns, int from, IntUnaryOperator value, int sign) {
        for (int x = 0; x < columns.length; x++) {
            columns[x] += sign * value.applyAsInt(from + x);
        }
    }

    private static void row(int[] columns, int from, int rows, Sink sink) {
        for (int x = 0; x < columns.length; x++) {
            int left = Math.max(0, x - RADIUS);
            int right = Math.min(columns.length - 1, x + RADIUS);
            int sum = 0;
            for (int at = left; at <= right; at++) {
                sum += columns[at];
            }
            sink.take(from + x, sum, rows * (right - left + 1));
        }
    }
}
