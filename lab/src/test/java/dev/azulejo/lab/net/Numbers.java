package dev.azulejo.lab.net;

import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Seeds;

/// Random numbers for networks to learn from, and the directions that they are led in.
final class Numbers {
    private Numbers() {}

    /// As many from 0 to 1.
    static float[] drawn(int count, long seed) {
        var random = Seeds.random(seed, "numbers", 0);
        var numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat();
        }
        return numbers;
    }

    /// A batch of noise.
    ///
    /// @param told how many numbers a network is told of each picture
    static Batch batch(int count, int side, int scale, int told) {
        int samples = Picture.BANDS * side * side;
        return new Batch(
                count,
                side,
                drawn(count * samples, 2),
                drawn(count * told, 5),
                drawn(count * samples * scale * scale, 3));
    }

    /// The cosine of the angle between two directions.
    static double cosine(float[] one, float[] other) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < one.length; i++) {
            product += (double) one[i] * other[i];
            first += (double) one[i] * one[i];
            second += (double) other[i] * other[i];
        }
        return product / Math.sqrt(first * second);
    }
}
