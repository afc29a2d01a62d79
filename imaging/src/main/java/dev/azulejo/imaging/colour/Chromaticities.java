package dev.azulejo.imaging.colour;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// White, red, green and blue of a colour space, as points of the CIE 1931 diagram.
///
/// @param points x and y of each
public record Chromaticities(List<Double> points) {
    /// The adaptation from D65 to D50, by the method of Bradford, row by row: what the profiles of most
    /// screens state.
    static final double[] D65_TO_D50 = {
        1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168
    };

    private static final double[][] BRADFORD = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };

    public Chromaticities {
        points = List.copyOf(points);
    }

    public static Chromaticities of(double... points) {
        return new Chromaticities(Arrays.stream(points).boxed().toList());
    }

    /// X, Y and Z of red, green and blue as seen with D50, and the adaptation that was used.
    public record Adapted(double[][] primaries, double[] adaptation) {}

    /// @return empty if the points span no colours
    public Optional<Adapted> adapted() {
        double[] white = xyz(0);
        double[][] columns = transposed(new double[][] {xyz(1), xyz(2), xyz(3)});
        var inverse = inverse(columns);
        if (inverse.isEmpty() || !isFinite(white)) {
            return Optional.empty();
        }
        double[] amounts = times(inverse.get(), white);
        double[] from = times(BRADFORD, white);
        double[] to = times(BRADFORD, BuiltProfile.D50);
        var scale = new double[3][3];
        for (int i = 0; i < 3; i++) {
            scale[i][i] = to[i] / from[i];
        }
        double[][] adaptation = times(inverse(BRADFORD).orElseThrow(), times(scale, BRADFORD));
        var primaries = new double[3][];
        for (int i = 0; i < 3; i++) {
            double[] primary = xyz(i + 1);
            double amount = amounts[i];
            primaries[i] = times(
                    adaptation,
                    Arrays.stream(primary).map(value -> value * amount).toArray());
        }
        double[] rows =
                Arrays.stream(adaptation).flatMapToDouble(Arrays::stream).toArray();
        boolean usable = isFinite(rows) && Arrays.stream(primaries).allMatch(Chromaticities::isFinite);
        return usable ? Optional.of(new Adapted(primaries, rows)) : Optional.empty();
    }

    private static boolean isFinite(double[] values) {
        return Arrays.stream(values).allMatch(value -> Math.abs(value) < 100);
    }

    /// X, Y and Z of a point, with a Y of 1.
    private double[] xyz(int point) {
        double x = points.get(2 * point);
        double y = points.get(2 * point + 1);
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    private static double[][] transposed(double[][] matrix) {
        var result = new double[3][3];
        for (int i = 0; i < 9; i++) {
            result[i % 3][i / 3] = matrix[i / 3][i % 3];
        }
        return result;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        return Arrays.stream(matrix)
                .mapToDouble(row -> row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2])
                .toArray();
    }

    private static double[][] times(double[][] left, double[][] right) {
        return transposed(Arrays.stream(transposed(right))
                .map(column -> times(left, column))
                .toArray(double[][]::new));
    }

    private static Optional<double[][]> inverse(double[][] m) {
        var cofactors = new double[3][3];
        for (int i = 0; i < 9; i++) {
            int a = (i / 3 + 1) % 3;
            int b = (i / 3 + 2) % 3;
            int c = (i % 3 + 1) % 3;
            int d = (i % 3 + 2) % 3;
            cofactors[i / 3][i % 3] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
        }
        double determinant = m[0][0] * cofactors[0][0] + m[0][1] * cofactors[0][1] + m[0][2] * cofactors[0][2];
        if (!(Math.abs(determinant) > 1e-9) || !Double.isFinite(determinant)) {
            return Optional.empty();
        }
        var result = transposed(cofactors);
        for (var row : result) {
            for (int i = 0; i < 3; i++) {
                row[i] /= determinant;
            }
        }
        return Optional.of(result);
    }
}
