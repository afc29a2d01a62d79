package dev.azulejo.core.infer.cubic;

/// Enlarges a plane of samples by cubic interpolation, a row at a time; outside the plane its edge repeats. For one
/// thread.
public final class CubicRows {
    private final float[] plane;
    private final int width;
    private final int height;
    private final CubicTaps taps;
    private final float[] column;

    /// @param plane row by row
    public CubicRows(float[] plane, int width, int height, CubicTaps taps) {
        this.plane = plane;
        this.width = width;
        this.height = height;
        this.taps = taps;
        this.column = new float[width];
    }

    /// Fills `to` with a row of the enlarged plane.
    ///
    /// @param y of the row
    /// @param left of its first sample that is wanted
    public void row(int y, int left, float[] to) {
        int first = taps.first(y);
        float[] weights = taps.at(y);
        for (int x = 0; x < width; x++) {
            float sum = 0;
            for (int tap = 0; tap < CubicTaps.COUNT; tap++) {
                sum += weights[tap] * plane[Math.clamp(first + (long) tap, 0, height - 1) * width + x];
            }
            column[x] = sum;
        }
        for (int x = 0; x < to.length; x++) {
            int from = taps.first(left + x);
            float[] along = taps.at(left + x);
            float sum = 0;
            for (int tap = 0; tap < CubicTaps.COUNT; tap++) {
                sum += along[tap] * column[Math.clamp(from + (long) tap, 0, width - 1)];
            }
            to[x] = sum;
        }
    }
}
