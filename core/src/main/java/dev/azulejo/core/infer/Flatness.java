package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;
import java.util.Arrays;

/// How alike the pixels around a pixel are: which of them equal the one to the right, and the one below, is
/// kept as a bit of each, row by row as far as somebody has asked.
final class Flatness {
    private static final int AROUND = GuardRules.FLAT_PX;

    /// The share of neighbours with equal colours from which an image counts as flat in full.
    private static final float MOSTLY_FLAT = 0.6f;

    private final Planes input;
    private final int words;
    private final long[] equalRight;
    private final long[] equalBelow;
    private final float[] here;
    private final float[] below;
    private final float[] differenceRight;
    private final float[] differenceBelow;
    private final boolean[] known;

    Flatness(Planes input) {
        this.input = input;
        this.words = input.width() / Long.SIZE + 2; // one beyond the row, so that a window may end in it
        this.equalRight = new long[words * input.height()];
        this.equalBelow = new long[words * input.height()];
        this.here = new float[input.width()];
        this.below = new float[input.width()];
        this.differenceRight = new float[input.width()];
        this.differenceBelow = new float[input.width()];
        this.known = new boolean[input.height()];
    }

    /// From 0, as in a photograph, to 1.
    float at(int x, int y) {
        int left = Math.max(0, x - AROUND);
        int right = Math.min(input.width() - 1, x + AROUND);
        int top = Math.max(0, y - AROUND);
        int bottom = Math.min(input.height() - 1, y + AROUND);
        int equal = 0;
        for (int row = top; row <= bottom; row++) {
            if (!known[row]) {
                compare(row);
                known[row] = true;
            }
            equal += count(equalRight, row, left, right - left);
            if (row < bottom) {
                equal += count(equalBelow, row, left, right - left + 1);
            }
        }
        int pairs = (right - left) * (bottom - top + 1) + (right - left + 1) * (bottom - top);
        float share = pairs == 0 ? 0 : (float) equal / pairs;
        return Math.clamp((share - GuardRules.SOME_FLAT) / (MOSTLY_FLAT - GuardRules.SOME_FLAT), 0, 1);
    }

    /// Of `count` bits from `first` on, those that are set.
    private int count(long[] bits, int row, int first, int count) {
        int word = row * words + first / Long.SIZE;
        int shift = first % Long.SIZE;
        long window = bits[word] >>> shift;
        if (shift > 0) {
            window |= bits[word + 1] << (Long.SIZE - shift);
        }
        return Long.bitCount(window & ((1L << count) - 1));
    }

    private void compare(int y) {
        boolean isLast = y == input.height() - 1;
        Arrays.fill(differenceRight, 0);
        Arrays.fill(differenceBelow, 0);
        for (int band = 0; band < input.bands(); band++) {
            int start = band * input.planeLength() + y * input.width();
            input.samples().get(start, here);
            raise(differenceRight, here, here, 1);
            if (!isLast) {
                input.samples().get(start + input.width(), below);
                raise(differenceBelow, here, below, 0);
            }
        }
        mark(differenceRight, here.length - 1, equalRight, y * words);
        mark(differenceBelow, isLast ? 0 : here.length, equalBelow, y * words);
    }

    /// A loop of its own: as one method with its callers it took a quarter of all that compiling took.
    private static void raise(float[] differences, float[] row, float[] other, int shift) {
        for (int x = 0; x < row.length - shift; x++) {
            differences[x] = Math.max(differences[x], Math.abs(row[x] - other[x + shift]));
        }
    }

    private static void mark(float[] differences, int count, long[] bits, int word) {
        for (int start = 0; start < count; start += Long.SIZE) {
            long marks = 0;
            for (int x = Math.min(count, start + Long.SIZE) - 1; x >= start; x--) {
                marks = marks << 1 | (differences[x] <= GuardRules.EQUAL ? 1 : 0);
            }
            bits[word + start / Long.SIZE] = marks;
        }
    }
}
