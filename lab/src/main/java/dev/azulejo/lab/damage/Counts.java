package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;
import java.util.Random;

/// Counts light as a sensor does: if `mean` photons come on average, a Poisson distribution gives `mean` ±
/// √`mean`.
final class Counts {
    /// The mean from which a normal distribution cannot be told from it.
    private static final double MANY = 60;

    private Counts() {}

    /// A sample with the noise of counted light.
    ///
    /// @param sample 0 to 255
    /// @param deviation of white, in levels
    /// @param normal a number of a standard normal distribution, for light of many photons
    static double noisy(double sample, double deviation, Random random, double normal) {
        if (deviation <= 0) {
            return sample;
        }
        double photonsOfALevel = Picture.WHITE / (deviation * deviation);
        double mean = Math.max(0, sample) * photonsOfALevel;
        double count = mean > MANY ? mean + Math.sqrt(mean) * normal : counted(mean, random);
        return count / photonsOfALevel;
    }

    /// A Poisson number by Knuth's method: how many numbers of 0 to 1 can be multiplied before their
    /// product is below exp(−mean).
    private static int counted(double mean, Random random) {
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
