package dev.azulejo.arena.ranking;

import java.util.Arrays;

/// A small, positive definite matrix. Mutable; not thread-safe.
final class SymmetricMatrix {
    private final int size;
    private final double[][] cells;

    SymmetricMatrix(int size) {
        this.size = size;
        cells = new double[size][size];
    }

    void clear() {
        for (var row : cells) {
            Arrays.fill(row, 0);
        }
    }

    void add(int row, int column, double value) {
        cells[row][column] += value;
        if (row != column) {
            cells[column][row] += value;
        }
    }

    /// Solves for the vector whose product with this matrix is `right`, by Cholesky's decomposition.
    double[] solve(double[] right) {
        var lower = decomposed();
        var answer = right.clone();
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                answer[i] -= lower[i][k] * answer[k];
            }
            answer[i] /= lower[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                answer[i] -= lower[k][i] * answer[k];
            }
            answer[i] /= lower[i][i];
        }
        return answer;
    }

    private double[][] decomposed() {
        var lower = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = cells[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(rest) : rest / lower[j][j];
            }
        }
        return lower;
    }
}
