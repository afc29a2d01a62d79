package dev.azulejo.quality.metric.rows;

import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;

/// Reads rows of samples as numbers. Transparent pixels are laid on white, in encoded values rounded to
/// whole samples, as the command does for formats without alpha. For one thread.
public final class StripReader {
    private static final double WHITE = 255;

    private final ImageDecoder.Rows source;
    private final PixelFormat format;
    private final int width;
    private final int height;
    private final int maxRows;
    private final byte[] read;
    private final double[] levels;
    private int nextRow;

    public StripReader(ImageDecoder.Rows source, int maxRows) {
        this.source = source;
        this.format = source.image().pixels();
        this.width = source.image().stored().width();
        this.height = source.image().stored().height();
        this.maxRows = maxRows;
        read = new byte[Math.multiplyExact(Math.multiplyExact(width, format.bytesPerPixel()), maxRows)];
        levels = new double[format.maxSample() + 1];
        for (int sample = 0; sample < levels.length; sample++) {
            levels[sample] = sample * WHITE / format.maxSample();
        }
    }

    public Strip newStrip() {
        return new Strip(width, maxRows, format.colourBands() == 1);
    }

    /// Fills the strip with the next rows.
    ///
    /// @return whether there were any
    public boolean next(Strip target) throws UnreadableImage {
        int count = Math.min(maxRows, height - nextRow);
        if (count == 0) {
            return false;
        }
        source.next(count, read, 0);
        target.hold(nextRow, count);
        Lanes.each(count, row -> fill(target, row));
        nextRow += count;
        return true;
    }

    private void fill(Strip target, int row) {
        int colours = format.colourBands();
        fill(target.red(), row, 0);
        if (colours == 3) {
            fill(target.green(), row, 1);
            fill(target.blue(), row, 2);
        }
        target.mixLuma(row);
    }

    private void fill(double[] plane, int row, int band) {
        int bands = format.bands();
        int first = row * width * bands + band;
        int target = row * width;
        if (format.hasAlpha()) {
            int toAlpha = format.colourBands() - band;
            for (int x = 0; x < width; x++) {
                int at = first + x * bands;
                plane[target + x] = levels[onWhite(sample(at), sample(at + toAlpha))];
            }
        } else if (format.bits() == 8) {
            for (int x = 0; x < width; x++) {
                plane[target + x] = read[first + x * bands] & 0xff;
            }
        } else {
            for (int x = 0; x < width; x++) {
                plane[target + x] = levels[sample(first + x * bands)];
            }
        }
    }

    private int onWhite(long colour, long opacity) {
        long max = format.maxSample();
        return (int) ((colour * opacity + max * (max - opacity) + max / 2) / max);
    }

    private int sample(int index) {
        return format.bits() == 8 ? read[index] & 0xff : (read[2 * index] & 0xff) | (read[2 * index + 1] & 0xff) << 8;
    }
}
