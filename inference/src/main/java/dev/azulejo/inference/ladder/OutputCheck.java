package dev.azulejo.inference.ladder;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.ladder.NumericsLadder.Finding;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/// Finds what a model must never give: numbers that are not finite, samples that it did not write, false
/// black.
public final class OutputCheck {
    /// The limit below which a sample rounds to 0 in 8 bits, which is black. A source counts as bright if a
    /// sample is above 8 of 255 levels.
    private static final float BLACK = 0.5f / 255;

    private static final float CLEARLY_NOT_BLACK = 8f / 255;

    private static final int ABSOLUTE = 0x7fff_ffff;
    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    private static final int CHUNK = 2048;

    private OutputCheck() {}

    /// Makes every sample NaN, so that one that is not written is found like any other NaN. This is a
    /// memset, and takes less than a thousandth of a model's time.
    public static void poison(Planes output) {
        MemorySegment.ofBuffer(Tensor.samples(output)).fill((byte) 0xff);
    }

    /// @param answered part of the input that `output` covers
    static Finding find(Planes input, Rect answered, Planes output) {
        var extremes = Extremes.of(output);
        if (!extremes.finite()) {
            return Finding.NOT_FINITE;
        }
        boolean black = extremes.max() <= BLACK && !isDark(input, answered);
        return black ? Finding.BLACK : Finding.SOUND;
    }

    /// Whether the input is dark enough that a black answer is right.
    static boolean isDark(Planes input, Rect answered) {
        float brightest = 0;
        for (int band = 0; band < input.bands(); band++) {
            for (int y = answered.top(); y < answered.bottom(); y++) {
                for (int x = answered.left(); x < answered.right(); x++) {
                    brightest = Math.max(brightest, input.at(band, x, y));
                }
            }
        }
        return brightest <= CLEARLY_NOT_BLACK;
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

    /// @param max the brightest sample, not below 0
    private record Extremes(boolean finite, float max) {
        /// Finds the extremes of the planes; floats compare as their bits do once the sign is removed. The
        /// hot loops are written so that the compiler makes vector instructions of them: over arrays of
        /// whole numbers, and none ends in one number.
        static Extremes of(Planes planes) {
            var bits = bits(planes);
            var chunk = new int[CHUNK];
            var brightest = new int[CHUNK];
            var largest = new int[CHUNK];
            while (bits.hasRemaining()) {
                int length = Math.min(CHUNK, bits.remaining());
                bits.get(chunk, 0, length);
                for (int index = 0; index < length; index++) {
                    brightest[index] = Math.max(brightest[index], chunk[index]); // negative numbers have negative bits
                    largest[index] = Math.max(largest[index], chunk[index] & ABSOLUTE);
                }
            }
            return new Extremes(greatest(largest) < INFINITY, Float.intBitsToFloat(greatest(brightest)));
        }

        private static IntBuffer bits(Planes planes) {
            return MemorySegment.ofBuffer(Tensor.samples(planes))
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder())
                    .asIntBuffer();
        }

        private static int greatest(int[] numbers) {
            int greatest = 0;
            for (int number : numbers) {
                greatest = Math.max(greatest, number);
            }
            return greatest;
        }
    }
}
