package dev.azulejo.inference;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.inference.NumericsLadder.Finding;
import java.lang.foreign.MemorySegment;
import java.nio.FloatBuffer;

/// Finds what a model must not give: numbers that are not finite, samples that it did not write, false
/// black.
final class OutputCheck {
    /// What rounds to 0 in 8 bits is black; the source is not when a sample is brighter than 8 of 255
    /// levels.
    private static final float BLACK = 0.5f / 255;

    private static final float CLEARLY_NOT_BLACK = 8f / 255;

    private static final int ABSOLUTE = 0x7fff_ffff;
    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    private static final int CHUNK = 2048;

    private OutputCheck() {}

    /// Makes every sample NaN, so that one that is not written is found like any other NaN. A memset: less
    /// than a thousandth of what a model takes.
    static void poison(Planes output) {
        MemorySegment.ofBuffer(samples(output)).fill((byte) 0xff);
    }

    static Finding find(Planes input, Planes output) {
        var extremes = Extremes.of(output);
        if (!extremes.finite()) {
            return Finding.NOT_FINITE;
        }
        boolean black = extremes.max() <= BLACK && Extremes.of(input).max() > CLEARLY_NOT_BLACK;
        return black ? Finding.BLACK : Finding.SOUND;
    }

    static boolean isFinite(Planes planes) {
        return Extremes.of(planes).finite();
    }

    static boolean isFinite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    /// Just the samples that count, whatever position and limit the caller's buffer has, and without
    /// touching it.
    static FloatBuffer samples(Planes planes) {
        return planes.samples().duplicate().clear().limit(planes.planeLength() * planes.bands());
    }

    /// @param max the brightest sample, not below 0
    private record Extremes(boolean finite, float max) {
        /// Floats compare as their bits do once the sign is off, and the hot loop is made of what the
        /// compiler turns into vector instructions: an array and whole numbers.
        static Extremes of(Planes planes) {
            var samples = samples(planes);
            var chunk = new float[CHUNK];
            int brightest = 0;
            int largest = 0;
            while (samples.hasRemaining()) {
                int length = Math.min(CHUNK, samples.remaining());
                samples.get(chunk, 0, length);
                for (int index = 0; index < length; index++) {
                    int bits = Float.floatToRawIntBits(chunk[index]);
                    brightest = Math.max(brightest, bits); // negative numbers have negative bits
                    largest = Math.max(largest, bits & ABSOLUTE);
                }
            }
            return new Extremes(largest < INFINITY, Float.intBitsToFloat(brightest));
        }
    }
}
