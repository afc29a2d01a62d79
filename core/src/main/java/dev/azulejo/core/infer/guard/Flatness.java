package dev.azulejo.core.infer.guard;

import dev.azulejo.core.pixels.Planes;
import java.util.Arrays;

/// How alike the pixels around a pixel are. One bit of each pixel says whether it equals the one to its
/// right, another the one below; bits are computed on demand, 64 pixels of a row at a time.
final class Flatness {
    private static final int AROUND = GuardRules.FLAT_PX;

    /// The share of neighbours with equal colours from which an image counts as flat in full.
    private static final float MOSTLY_FLAT = 0.6f;

    private final Planes input;
    private final int words;
    private final long[] equalRight;
    private final long[] equalBelow;
    private final boolean[] known;
    private final float[] here = new float[Long.SIZE + 1];
    private final float[] below = new float[Long.SIZE];
    private final float[] differenceRight = new float[Long.SIZE];
    private final float[] differenceBelow = new float[Long.SIZE];

    Flatness(Planes input) {
        this.input = input;
        this.words = input.width() / Long.SIZE + 2; // one beyond the row, so that a window may end in it
        this.equalRight = new long[words * input.height()];
        this.equalBelow = new long[words * input.height()];
        this.known = new boolean[words * input.height()];
    }

    /// How flat the image is at a pixel: 0, as in a photograph, to 1.
    float at(int x, int y) {
        int left = Math.max(0, x - AROUND);
        int right = Math.min(input.width() - 1, x + AROUND);
        int top = Math.max(0, y - AROUND);
        int bottom = Math.min(input.height() - 1, y + AROUND);
        int equal = 0;
        for (int row = top; row <= bottom; row++) {
            know(row, left / Long.SIZE);
            know(row, right / Long.SIZE);
            equal += count(equalRight, row, left, right - left);
            if (row < bottom) {
                equal += count(equalBelow, row, left, right - left + 1);
            }
        }
        int pairs = (right - left) * (bottom - top + 1) + (right - left + 1) * (bottom - top);
        float share = pairs == 0 ? 0 : (float) equal / pairs;
        return Math.clamp((share - GuardRules.SOME_FLAT) / (MOSTLY_FLAT - GuardRules.SOME_FLAT), 0, 1);
    }

    /// Counts the set bits among `count` from `first` on.
    private int count(long[] bits, int row, int first, int count) {
        int word = row * words + first / Long.SIZE;
        int shift = first % Long.SIZE;
        long window = bits[word] >>> shift;
        if (shift > 0) {
            window |= bits[word + 1] << (Long.SIZE - shift);
        }
        return Long.bitCount(window & ((1L << count) - 1));
    }

    private void know(int y, int word) {
        if (!known[y * words + word]) {
            compare(y, word);
            known[y * words + word] = true;
        }
    }

    private void compare(int y, int word) {
        int first = word * Long.SIZE;
        int count = Math.min(Long.SIZE, input.width() - first);
        int toRight = Math.min(Long.SIZE, input.width() - first - 1);
        int toBelow = y == input.height() - 1 ? 0 : count;
        Arrays.fill(differenceRight, 0);
        Arrays.fill(differenceBelow, 0);
        for (int band = 0; band < input.bands(); band++) {
            int start = band * input.planeLength() + y * input.width() + first;
            input.samples().get(start, here, 0, Math.max(count, toRight + 1));
            raise(differenceRight, here, here, 1, toRight);
            if (toBelow > 0) {
                input.samples().get(start + input.width(), below, 0, toBelow);
                raise(differenceBelow, here, below, 0, toBelow);
            }
        }
        equalRight[y * words + word] = marks(differenceRight, toRight);
        equalBelow[y * words + word] = marks(differenceBelow, toBelow);
    }

    /// Raises differences to those of another row. It is a method of its own because inlined into its
    /// callers it took a quarter of all compile time.
    private static void raise(float[] differences, float[] row, float[] other, int shift, int count) {
        for (int x = 0; x < count; x++) {
            differences[x] = Math.max(differences[x], Math.abs(row[x] - other[x + shift]));
        }
    }

    private static long marks(float[] differences, int count) {
        long marks = 0;
        for (int x = count - 1; x >= 0; x--) {
            marks = marks << 1 | (differences[x] <= GuardRules.EQUAL ? 1 : 0);
        }
        return marks;
    }
}
