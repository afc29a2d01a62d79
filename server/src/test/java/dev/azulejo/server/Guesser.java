package dev.azulejo.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Guesses which of two things is the first of a pair by numbers that describe them: a logistic regression on the
/// differences of the numbers, without a constant, learned on nine tenths and tried on the last, ten times. So it uses
/// whatever tells the two apart in the same direction more often than not. Where the numbers say nothing the guess is
/// even, and counts half.
final class Guesser {
    private static final int FOLDS = 10;
    private static final int ROUNDS = 200;
    private static final double RATE = 0.5;
    private static final double EVEN = 1e-9;

    private Guesser() {}

    /// @param left what is known of what lies on the left, by names; what is not named is 0
    /// @param leftIsFirst the truth
    record Pair(Map<String, Double> left, Map<String, Double> right, boolean leftIsFirst) {}

    /// @param hits how many were guessed, even guesses as halves
    record Guessed(double hits, int of) {
        Guessed and(Guessed other) {
            return new Guessed(hits + other.hits, of + other.of);
        }

        /// The least share of hits that goes with these, 95 times in 100. (Wilson's interval)
        double low() {
            double z = 1.96;
            double share = hits / of;
            double middle = share + z * z / (2 * of);
            double reach = z * Math.sqrt(share * (1 - share) / of + z * z / (4.0 * of * of));
            return (middle - reach) / (1 + z * z / of);
        }
    }

    static Guessed guess(List<Pair> pairs) {
        var rows = differences(pairs);
        double hits = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            var weights = learned(rows, pairs, fold);
            for (int i = fold; i < pairs.size(); i += FOLDS) {
                double said = product(weights, rows.get(i));
                hits += Math.abs(said) < EVEN ? 0.5 : said > 0 == pairs.get(i).leftIsFirst ? 1 : 0;
            }
        }
        return new Guessed(hits, pairs.size());
    }

    /// Left less right, each number in parts of the largest difference that there is.
    private static List<double[]> differences(List<Pair> pairs) {
        var names = new TreeSet<String>();
        pairs.forEach(pair -> {
            names.addAll(pair.left.keySet());
            names.addAll(pair.right.keySet());
        });
        var rows = new ArrayList<double[]>();
        pairs.forEach(pair -> rows.add(names.stream()
                .mapToDouble(name -> pair.left.getOrDefault(name, 0.0) - pair.right.getOrDefault(name, 0.0))
                .toArray()));
        for (int column = 0; column < names.size(); column++) {
            int its = column;
            double most =
                    rows.stream().mapToDouble(row -> Math.abs(row[its])).max().orElse(0);
            rows.forEach(row -> row[its] = most == 0 ? 0 : row[its] / most);
        }
        return rows;
    }

    private static double[] learned(List<double[]> rows, List<Pair> pairs, int fold) {
        var weights = new double[rows.getFirst().length];
        for (int round = 0; round < ROUNDS; round++) {
            var step = new double[weights.length];
            for (int i = 0; i < rows.size(); i++) {
                if (i % FOLDS != fold) {
                    double sign = pairs.get(i).leftIsFirst ? 1 : -1;
                    double doubt = 1 / (1 + Math.exp(sign * product(weights, rows.get(i))));
                    for (int column = 0; column < step.length; column++) {
                        step[column] += RATE * sign * doubt * rows.get(i)[column];
                    }
                }
            }
            for (int column = 0; column < step.length; column++) {
                weights[column] += step[column] / rows.size();
            }
        }
        return weights;
    }

    private static double product(double[] weights, double[] row) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += weights[i] * row[i];
        }
        return sum;
    }
}
