package dev.azulejo.lab.picture;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;

/// Makes random numbers that depend only on their purpose: neither on the order of calls nor on a run
/// before. [Random]'s algorithm is part of its contract, so the numbers are the same on each Java.
public final class Seeds {
    private Seeds() {}

    /// @param seed of a run
    /// @param purpose such as `batch`, so that two uses of one seed have nothing in common
    /// @param number of the thing to be made, such as a step
    public static Random random(long seed, String purpose, long number) {
        var name = new CRC32();
        name.update(purpose.getBytes(StandardCharsets.UTF_8));
        return new Random(mixed(mixed(seed + name.getValue()) + number));
    }

    /// Spreads neighbouring numbers: SplitMix64's finalizer (Steele, Lea, Flood 2014).
    private static long mixed(long number) {
        long z = number + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// A random number between `low` and `high`, uniformly distributed.
    public static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
