package dev.azulejo.quality.arena.ranking;

import java.util.Arrays;

/// A fitted model.
///
/// @see Davidson
public final class Strengths {
    private final double[] logs;
    private final double nu;
    private final SymmetricMatrix information;

    Strengths(double[] logs, double nu, SymmetricMatrix information) {
        this.logs = logs;
        this.nu = nu;
        this.information = information;
    }

    /// Strength of a contender on a log scale; the mean of all is 0.
    public double log(int contender) {
        return logs[contender];
    }

    public double difference(int one, int other) {
        return logs[one] - logs[other];
    }

    /// How common ties are.
    public double nu() {
        return nu;
    }

    public Chances chances(int one, int other) {
        return Chances.of(difference(one, other), nu);
    }

    /// A sum of strengths with weights, one for each contender.
    double contrast(double[] weights) {
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            sum += weights[i] * logs[i];
        }
        return sum;
    }

    /// Variance of that sum if all votes are independent.
    double variance(double[] weights) {
        var solved = information.solve(Arrays.copyOf(weights, logs.length + 1));
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            sum += weights[i] * solved[i];
        }
        return sum;
    }

    /// Variance of the difference of two contenders if all votes are independent.
    public double variance(int one, int other) {
        return variance(between(one, other));
    }

    /// Weights of the difference of two contenders.
    double[] between(int one, int other) {
        var weights = new double[logs.length];
        weights[one] = 1;
        weights[other] = -1;
        return weights;
    }

    /// Weights of how much a contender differs from the mean.
    double[] fromMean(int contender) {
        var weights = new double[logs.length];
        Arrays.fill(weights, -1.0 / logs.length);
        weights[contender] += 1;
        return weights;
    }

    /// How much one more vote between two contenders would tell: its information times the variance that
    /// their difference has so far. Large where they are close and where few have voted.
    public double gain(int one, int other) {
        return chances(one, other).shareVariance() * variance(one, other);
    }
}
