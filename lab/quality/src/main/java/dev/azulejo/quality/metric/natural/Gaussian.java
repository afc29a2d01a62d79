package dev.azulejo.quality.metric.natural;

import java.util.List;

/// Means and covariances of features.
///
/// @param covariance row by row
record Gaussian(double[] mean, double[][] covariance) {
    /// @param samples at least two
    static Gaussian of(List<double[]> samples) {
        int length = samples.getFirst().length;
        var mean = new double[length];
        for (var sample : samples) {
            for (int i = 0; i < length; i++) {
                mean[i] += sample[i] / samples.size();
            }
        }
        var covariance = new double[length][length];
        for (var sample : samples) {
            for (int i = 0; i < length; i++) {
                for (int j = 0; j < length; j++) {
                    covariance[i][j] += (sample[i] - mean[i]) * (sample[j] - mean[j]) / (samples.size() - 1);
                }
            }
        }
        return new Gaussian(mean, covariance);
    }

    /// The distance of two distributions, measured by the mean of their covariances. Directions in which
    /// neither varies do not count.
    double distance(Gaussian other) {
        int length = mean.length;
        var pooled = new double[length][length];
        for (int i = 0; i < length; i++) {
            for (int j = 0; j < length; j++) {
                pooled[i][j] = (covariance[i][j] + other.covariance[i][j]) / 2;
            }
        }
        var directions = new double[length][length];
        diagonalise(pooled, directions);
        double largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(pooled[i][i]));
        }
        double sum = 0;
        for (int direction = 0; direction < length; direction++) {
            double variance = pooled[direction][direction];
            if (variance > length * Math.ulp(largest)) {
                double along = 0;
                for (int i = 0; i < length; i++) {
                    along += directions[i][direction] * (mean[i] - other.mean[i]);
                }
                sum += along * along / variance;
            }
        }
        return Math.sqrt(sum);
    }

    /// Diagonalises a symmetric matrix by Jacobi's rotations: leaves the eigenvalues on the diagonal, and
    /// the vectors in columns.
    private static void diagonalise(double[][] matrix, double[][] vectors) {
        int length = matrix.length;
        for (int i = 0; i < length; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < 60; sweep++) {
            double off = 0;
            for (int p = 0; p < length; p++) {
                for (int q = p + 1; q < length; q++) {
                    off += matrix[p][q] * matrix[p][q];
                    rotate(matrix, vectors, p, q);
                }
            }
            if (off == 0) {
                return;
            }
        }
    }

    private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
        if (matrix[p][q] == 0) {
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.hypot(tangent, 1);
        double sine = tangent * cosine;
        for (int i = 0; i < matrix.length; i++) {
            turn(matrix[i], p, q, cosine, sine);
            turn(vectors[i], p, q, cosine, sine);
        }
        for (int i = 0; i < matrix.length; i++) {
            double upper = matrix[p][i];
            double lower = matrix[q][i];
            matrix[p][i] = cosine * upper - sine * lower;
            matrix[q][i] = sine * upper + cosine * lower;
        }
        matrix[p][q] = 0;
        matrix[q][p] = 0;
    }

    private static void turn(double[] row, int p, int q, double cosine, double sine) {
        double one = row[p];
        double other = row[q];
        row[p] = cosine * one - sine * other;
        row[q] = sine * one + cosine * other;
    }
}
