package dev.azulejo.arena.ranking;

import dev.azulejo.arena.ranking.Duel.Result;
import java.util.Arrays;
import java.util.List;

/// The fitted strengths of Davidson's model.
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

    /// The strength of a contender on a log scale; the mean of all is 0.
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

    /// Variance of a weighted sum of strengths if all votes are independent.
    double variance(double[] weights) {
        var solved = information.solve(Arrays.copyOf(weights, logs.length + 1));
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            sum += weights[i] * solved[i];
        }
        return sum;
    }

    /// How far each vote has moved a weighted sum of strengths: its surprise over the information.
    List<Double> moves(double[] weights, List<Duel> duels) {
        var solved = information.solve(Arrays.copyOf(weights, logs.length + 1));
        return duels.stream()
                .map(duel -> {
                    var expected = chances(duel.first(), duel.second());
                    double tie = duel.result() == Result.TIE ? 1 : 0;
                    double share = duel.result() == Result.FIRST ? 1 : tie / 2;
                    return (solved[duel.first()] - solved[duel.second()]) * (share - expected.share())
                            + solved[logs.length] * (tie - expected.tie());
                })
                .toList();
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

    /// Weights of a contender's difference from the mean.
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
