package dev.azulejo.core.look;

/// Transforms the 64 blocks of 8 x 8 pixels that lie in a window of 15 x 15 as a JPEG does, one for each place that
/// its grid may have. Of each block only twelve coarse coefficients are computed. One instance is filled again.
final class GridWindow {
    static final int SIDE = 15;
    static final int GRID = 8;
    static final int PLACES = GRID * GRID;

    private static final int FREQUENCIES = 4; // along an axis: 0 to 3

    /// Rows and columns of the coefficients, as `row * 8 + column` in a quantisation table.
    static final int[] COEFFICIENTS = {1, 8, 16, 9, 2, 3, 10, 17, 24, 25, 18, 11};

    private static final float[][] COSINES = cosines();

    private final float[] across = new float[GRID * FREQUENCIES * SIDE];
    private final float[] found = new float[COEFFICIENTS.length];

    private static float[][] cosines() {
        var cosines = new float[FREQUENCIES][GRID];
        for (int frequency = 0; frequency < FREQUENCIES; frequency++) {
            double gain = frequency == 0 ? Math.sqrt(1.0 / GRID) : Math.sqrt(2.0 / GRID);
            for (int x = 0; x < GRID; x++) {
                cosines[frequency][x] = (float) (gain * Math.cos((2 * x + 1) * frequency * Math.PI / (2 * GRID)));
            }
        }
        return cosines;
    }

    /// @param first index of the window's first pixel
    void fill(float[] levels, int first, int width) {
        for (int place = 0; place < GRID; place++) {
            for (int frequency = 0; frequency < FREQUENCIES; frequency++) {
                float[] cosine = COSINES[frequency];
                int to = (place * FREQUENCIES + frequency) * SIDE;
                for (int y = 0; y < SIDE; y++) {
                    int at = first + y * width + place;
                    float sum = 0;
                    for (int x = 0; x < GRID; x++) {
                        sum += cosine[x] * levels[at + x];
                    }
                    across[to + y] = sum;
                }
            }
        }
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
