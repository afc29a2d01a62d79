package dev.azulejo.quality.metric.rows;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Works on rows on all cores. Sums are added row by row, in the order of the rows, so that neither the
/// number of cores nor the height of strips changes a bit of them.
public final class Lanes {
    private Lanes() {}

    public static void each(int rows, IntConsumer work) {
        IntStream.range(0, rows).parallel().forEach(work);
    }

    /// @return the sum of each row
    public static double[] map(int rows, IntToDoubleFunction sumOfRow) {
        var sums = new double[rows];
        each(rows, row -> sums[row] = sumOfRow.applyAsDouble(row));
        return sums;
    }

    /// @return the results in their order
    public static <T> List<T> results(int count, IntFunction<T> work) {
        return IntStream.range(0, count).parallel().mapToObj(work).toList();
    }
}
