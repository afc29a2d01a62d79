package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;
import java.util.Random;

/// Light as it is counted: of what brings `mean` photons on average, a Poisson distribution brings `mean` ± √`mean`.
final class Counts {
    /// From here on a normal distribution cannot be told from it.
    private static final double MANY = 60;

    private Counts() {}

    /// A sample whose light was counted.
    ///
    /// @param sample 0 to 255
    /// @param deviation in levels, of white
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

    /// Knuth's: how many numbers of 0 to 1 can be multiplied before their product is below exp(−mean).
    private static int counted(double mean, Random random) {
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
