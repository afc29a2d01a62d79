package dev.azulejo.core.look.jpeg;

import dev.azulejo.core.pixels.LookedRows;

/// Transforms the 64 blocks of 8 x 8 pixels that lie in a window of 15 x 15 as a JPEG does, one for each place that
/// its grid may have. Of each block only twelve coarse coefficients are computed. Blocks that reach out of the rows or
/// hold a black or white sample do not tell: what was cut off moves luma away from what the JPEG had. One instance is
/// filled again.
final class GridWindow {
    static final int SIDE = 15;
    static final int GRID = Cosines.SIDE;
    static final int PLACES = GRID * GRID;

    private static final int FREQUENCIES = 4; // along an axis: 0 to 3
    private static final int ALL = (1 << SIDE) - 1;
    private static final int BLOCK = (1 << GRID) - 1;
    private static final float BLACK = 0.5f;
    private static final float WHITE = 254.5f;

    /// The least range of levels in a window: with less it would be zeros at nearly all places.
    private static final float LEAST_RANGE = 2.5f;

    /// The coefficients used, as `row * 8 + column` of a quantisation table.
    static final int[] COEFFICIENTS = {1, 8, 16, 9, 2, 3, 10, 17, 24, 25, 18, 11};

    private static final float[][] COSINES = Cosines.of(FREQUENCIES);

    private final float[] levels = new float[SIDE * SIDE];
    private final float[] across = new float[GRID * FREQUENCIES * SIDE];
    private final float[] found = new float[COEFFICIENTS.length];
    private final int[] cutOff = new int[SIDE]; // by row, a bit for each column
    private final int[] cutOffBelow = new int[GRID]; // by the row at which a block begins

    /// Fills the window and says whether it holds a usable block that has structure.
    boolean fill(LookedRows rows, int left, int top) {
        if (!copy(rows, left, top)) {
            return false;
        }
        for (int place = 0; place < GRID; place++) {
            for (int frequency = 0; frequency < FREQUENCIES; frequency++) {
                transform(place, COSINES[frequency], (place * FREQUENCIES + frequency) * SIDE);
            }
        }
        return true;
    }

    private boolean copy(LookedRows rows, int left, int top) {
        int width = Math.min(SIDE, rows.width() - left);
        int height = Math.min(SIDE, rows.count() - top);
        float least = Float.MAX_VALUE;
        float most = 0;
        for (int y = 0; y < SIDE; y++) {
            int from = (top + Math.min(y, height - 1)) * rows.width() + left;
            for (int x = 0; x < SIDE; x++) {
                float level = rows.luma()[from + Math.min(x, width - 1)];
                levels[y * SIDE + x] = level;
                least = Math.min(least, level);
                most = Math.max(most, level);
            }
            cutOff[y] = y < height ? (ALL & -(1 << width)) | cutOff(rows, from, width) : ALL;
        }
        int blocks = 0;
        for (int first = 0; first < GRID; first++) {
            int below = 0;
            for (int y = first; y < first + GRID; y++) {
                below |= cutOff[y];
            }
            cutOffBelow[first] = below;
            for (int x = 0; x < GRID; x++) {
                blocks += tells(x, first) ? 1 : 0;
            }
        }
        return blocks > 0 && most - least >= LEAST_RANGE;
    }

    private static int cutOff(LookedRows rows, int from, int width) {
        return rows.isGrey()
                ? cutOff(rows.luma(), from, width)
                : cutOff(rows.red(), from, width)
                        | cutOff(rows.green(), from, width)
                        | cutOff(rows.blue(), from, width);
    }

    private static int cutOff(float[] band, int from, int width) {
        int bits = 0;
        for (int x = 0; x < width; x++) {
            float level = band[from + x];
            bits |= level < BLACK || level > WHITE ? 1 << x : 0;
        }
        return bits;
    }

    private void transform(int place, float[] cosine, int to) {
        for (int y = 0; y < SIDE; y++) {
            int at = y * SIDE + place;
            float sum = 0;
            for (int x = 0; x < GRID; x++) {
                sum += cosine[x] * levels[at + x];
            }
            across[to + y] = sum;
        }
    }

    /// Whether the block that begins at a column and a row of the window is usable, that is whole.
    boolean tells(int left, int top) {
        return ((cutOffBelow[top] >> left) & BLOCK) == 0;
    }

    /// The coefficients of the block that begins at a column and a row of the window, good until the next call.
    float[] coefficients(int left, int top) {
        for (int i = 0; i < COEFFICIENTS.length; i++) {
            float[] cosine = COSINES[COEFFICIENTS[i] / GRID];
            int from = (left * FREQUENCIES + COEFFICIENTS[i] % GRID) * SIDE + top;
            float sum = 0;
            for (int y = 0; y < GRID; y++) {
                sum += cosine[y] * across[from + y];
            }
            found[i] = sum;
        }
        return found;
    }
}
