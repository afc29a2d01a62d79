package dev.azulejo.arena.statistics;

/// Student's distribution: how far the mean of a few values lies from the truth, in standard errors that
/// were estimated from the same values. (M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions",
/// 1964, 26.7.3 and 26.7.4: finite sums, exact for whole degrees of freedom.)
public final class StudentT {
    private static final int MOST_HALVINGS = 200;

    private StudentT() {}

    /// The number of standard errors to both sides that hold the truth with a given chance.
    ///
    /// @param chance above 0 and below 1, such as 0.95
    /// @param degrees of freedom: one less than there are values
    public static double reach(double chance, int degrees) {
        if (!(chance > 0 && chance < 1) || degrees < 1) {
            throw new IllegalArgumentException(
                    "a chance of %s with %d degrees of freedom has no reach".formatted(chance, degrees));
        }
        double high = 1;
        while (within(high, degrees) < chance) {
            high *= 2;
        }
        double low = 0;
        for (int halving = 0; halving < MOST_HALVINGS && low < high; halving++) {
            double middle = low + (high - low) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (within(middle, degrees) < chance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /// The chance that a value lies within the given number of standard errors to both sides.
    static double within(double deviations, int degrees) {
        double angle = Math.atan(deviations / Math.sqrt(degrees));
        double sine = Math.sin(angle);
        double cosine = Math.cos(angle);
        boolean odd = degrees % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int power = odd ? 3 : 2; power <= degrees - 2; power += 2) {
            term *= cosine * cosine * (power - 1) / power;
            sum += term;
        }
        return odd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
    }
}
