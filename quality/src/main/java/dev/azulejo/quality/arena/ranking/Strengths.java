package dev.azulejo.quality.arena.ranking;

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

    /// How sure the difference of two contenders is if all votes are independent.
    public double variance(int one, int other) {
        var contrast = new double[logs.length + 1];
        contrast[one] = 1;
        contrast[other] = -1;
        var solved = information.solve(contrast);
        return solved[one] - solved[other];
    }

    /// How much one more vote between two contenders would tell: its information times the variance that
    /// their difference has so far. Large where they are close and where few have voted.
    public double gain(int one, int other) {
        return chances(one, other).shareVariance() * variance(one, other);
    }
}
