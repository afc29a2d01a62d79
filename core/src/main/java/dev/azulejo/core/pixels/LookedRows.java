package dev.azulejo.core.pixels;

/// Holds up to 64 decoded rows of an image as levels of 255, whatever format they are stored in. Samples of
/// 16 bits keep their fractions; grey is three equal bands; alpha is left out. One instance is filled again
/// for the next rows. For one thread.
public final class LookedRows {
    public static final int MOST_ROWS = 64;

    private static final float LEVELS_OF_16_BITS = 257;

    private final int width;
    private final PixelFormat format;
    private final float[] red;
    private final float[] green;
    private final float[] blue;
    private final float[] luma;
    private int count;

    /// @param width pixels of a stored row
    /// @param format of the stored samples; those of 16 bits begin with the lower byte
    public LookedRows(int width, PixelFormat format) {
        this.width = width;
        this.format = format;
        int most = Math.multiplyExact(width, MOST_ROWS);
        this.red = new float[most];
        boolean isGrey = isGrey();
        this.green = isGrey ? red : new float[most];
        this.blue = isGrey ? red : new float[most];
        this.luma = isGrey ? red : new float[most];
    }

    /// Takes the next `newCount` rows: 64, except for the last ones of an image.
    public void fill(byte[] rows, int newCount) {
        if (newCount < 1 || newCount > MOST_ROWS) {
            throw new IllegalArgumentException("1 to %d rows, got %d".formatted(MOST_ROWS, newCount));
        }
        count = newCount;
        int pixels = width * newCount;
        fill(rows, pixels, 0, red);
        if (!isGrey()) {
            fill(rows, pixels, 1, green);
            fill(rows, pixels, 2, blue);
            for (int at = 0; at < pixels; at++) {
                luma[at] = 0.299f * red[at] + 0.587f * green[at] + 0.114f * blue[at]; // JFIF 1.02, as JPEG has it
            }
        }
    }

    private void fill(byte[] rows, int pixels, int band, float[] levels) {
        int step = format.bytesPerPixel();
        int from = band * format.bytesPerSample();
        if (format.bits() == 8) {
            for (int at = 0; at < pixels; at++, from += step) {
                levels[at] = rows[from] & 0xff;
            }
        } else {
            for (int at = 0; at < pixels; at++, from += step) {
                levels[at] = ((rows[from] & 0xff) | (rows[from + 1] & 0xff) << 8) / LEVELS_OF_16_BITS;
            }
        }
    }

    public int width() {
        return width;
    }

    /// The number of rows held now.
    public int count() {
        return count;
    }

    /// The red band row after row, `width` levels each, 0 to 255; not to be changed, and good until the
    /// next rows.
    public float[] red() {
        return red;
    }

    public float[] green() {
        return green;
    }

    public float[] blue() {
        return blue;
    }

    /// The luma as JPEG computes it; of a grey image the samples themselves.
    public float[] luma() {
        return luma;
    }

    /// Whether the image is grey, so its bands are equal.
    public boolean isGrey() {
        return format.colourBands() == 1;
    }
}
