package dev.azulejo.quality.metric.rows;

/// Some rows of an image as numbers from 0 to 255 for any bit depth: a plane for each colour, and luma. For
/// a grey image these are one and the same array. Reused for strip after strip. For one thread at a time.
public final class Strip {
    /// The weights of luma by BT.601, as in the papers on SSIM, MS-SSIM and FSIM: full range, not rounded.
    private static final double RED = 0.299;

    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;

    private final int width;
    private final int maxRows;
    private final boolean isGrey;
    private final double[] red;
    private final double[] green;
    private final double[] blue;
    private final double[] luma;
    private int firstRow;
    private int rows;

    Strip(int width, int maxRows, boolean isGrey) {
        this.width = width;
        this.maxRows = maxRows;
        this.isGrey = isGrey;
        int length = Math.multiplyExact(width, maxRows);
        red = new double[length];
        green = isGrey ? red : new double[length];
        blue = isGrey ? red : new double[length];
        luma = isGrey ? red : new double[length];
    }

    /// Sets which rows of the image the planes hold now.
    void hold(int newFirstRow, int newRows) {
        firstRow = newFirstRow;
        rows = newRows;
    }

    /// Computes the luma of a row from its colours.
    void mixLuma(int row) {
        if (isGrey) {
            return;
        }
        for (int i = row * width; i < (row + 1) * width; i++) {
            luma[i] = RED * red[i] + GREEN * green[i] + BLUE * blue[i];
        }
    }

    boolean isGrey() {
        return isGrey;
    }

    public int width() {
        return width;
    }

    int maxRows() {
        return maxRows;
    }

    /// The number of the strip's first row in its image.
    public int firstRow() {
        return firstRow;
    }

    public int rows() {
        return rows;
    }

    public double[] red() {
        return red;
    }

    public double[] green() {
        return green;
    }

    public double[] blue() {
        return blue;
    }

    public double[] luma() {
        return luma;
    }
}
