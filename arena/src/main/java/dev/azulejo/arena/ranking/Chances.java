package dev.azulejo.arena.ranking;

/// The chances of the results of one vote between two contenders.
public record Chances(double first, double second, double tie) {

    /// @param difference strength of the first minus that of the second
    /// @param nu how common ties are: between equals, `nu / (2 + nu)` of all votes
    public static Chances of(double difference, double nu) {
        double first = Math.exp(difference / 2);
        double second = 1 / first;
        double sum = first + second + nu;
        return new Chances(first / sum, second / sum, nu / sum);
    }

    /// The expected share of the first contender, a tie being half of a vote for each.
    public double share() {
        return first + tie / 2;
    }

    /// Variance of one vote as a share: how much it tells about the difference.
    double shareVariance() {
        return first + tie / 4 - share() * share();
    }
}
