package dev.azulejo.core.infer.guard;

/// Samples as whole numbers, white being [#ONE]: the processor compares those in far fewer steps than
/// floats, which have two zeros and numbers that are none. Each may be one too near to 0, so decisions
/// leave some [#SLACK] and, in case of doubt, look at the floats. The compiler makes vector instructions of
/// these loops.
final class FixedPoint {
    static final int ONE = 1 << 20;

    /// The tolerance of decisions, a sixtieth of a level of 8 bits: more than sums of 36 samples are off,
    /// and than floats differ when added in another order.
    static final int SLACK = 64;

    private FixedPoint() {}

    /// @param sample of which nothing is left but its sign where it is beyond ±2048
    static int of(float sample) {
        return (int) (sample * ONE);
    }

    static int greatest(int[] numbers) {
        int greatest = Integer.MIN_VALUE;
        for (int number : numbers) {
            greatest = Math.max(greatest, number);
        }
        return greatest;
    }

    /// Takes the least of three rows, element by element.
    static void least(int[] above, int[] row, int[] below, int[] least) {
        for (int x = 0; x < least.length; x++) {
            least[x] = Math.min(row[x], Math.min(above[x], below[x]));
        }
    }

    /// Takes the greatest of three rows, element by element.
    static void greatest(int[] above, int[] row, int[] below, int[] greatest) {
        for (int x = 0; x < greatest.length; x++) {
            greatest[x] = Math.max(row[x], Math.max(above[x], below[x]));
        }
    }

    static void lower(int[] numbers, int[] limits) {
        for (int x = 0; x < numbers.length; x++) {
            numbers[x] = Math.min(numbers[x], limits[x]);
        }
    }

    /// Raises each number to the other's value if that is greater.
    static void raise(int[] numbers, int[] others) {
        for (int x = 0; x < numbers.length; x++) {
            numbers[x] = Math.max(numbers[x], others[x]);
        }
    }
}
