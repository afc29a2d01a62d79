package dev.azulejo.arena.judge;

/// Chances of counts among independent tries.
final class Binomial {
    private Binomial() {}

    /// The chance of `count` or more among `tries` that come out with `chance` each.
    static double atLeast(int count, int tries, double chance) {
        double sum = 0;
        for (int k = count; k <= tries; k++) {
            sum += Math.exp(logChoose(tries, k) + k * Math.log(chance) + (tries - k) * Math.log(1 - chance));
        }
        return Math.min(1, sum);
    }

    private static double logChoose(int tries, int count) {
        double sum = 0;
        for (int i = 1; i <= count; i++) {
            sum += Math.log(tries - count + i) - Math.log(i);
        }
        return sum;
    }
}
