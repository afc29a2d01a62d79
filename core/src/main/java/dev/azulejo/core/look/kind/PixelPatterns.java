package dev.azulejo.core.look.kind;

import dev.azulejo.core.pixels.PixelFormat;

/// Finds out, row by row, how much of an image is a pattern of single pixels: dithering with few colours,
/// stripes, rings. Looks at blocks of 8 × 8 pixels side by side; incomplete blocks at the right and below
/// do not count, nor does alpha. For one thread.
public final class PixelPatterns {
    private final int width;
    private final PixelFormat format;
    private final PatternBlock block = new PatternBlock();
    private long patterns;
    private long blocks;

    /// @param width of the stored rows
    public PixelPatterns(int width, PixelFormat format) {
        this.width = width;
        this.format = format;
    }

    /// Takes the next `count` rows: a multiple of [PatternBlock#SIDE_PX], but for the last ones.
    public void accept(byte[] rows, int count) {
        for (int top = 0; top + PatternBlock.SIDE_PX <= count; top += PatternBlock.SIDE_PX) {
            for (int left = 0; left + PatternBlock.SIDE_PX <= width; left += PatternBlock.SIDE_PX) {
                fill(rows, left, top);
                blocks++;
                patterns += block.isPattern() ? 1 : 0;
            }
        }
    }

    public double share() {
        return blocks == 0 ? 0 : (double) patterns / blocks;
    }

    private void fill(byte[] rows, int left, int top) {
        for (int y = 0; y < PatternBlock.SIDE_PX; y++) {
            int at = ((top + y) * width + left) * format.bytesPerPixel();
            for (int x = 0; x < PatternBlock.SIDE_PX; x++, at += format.bytesPerPixel()) {
                int first = level(rows, at, 0);
                boolean isGrey = format.colourBands() == 1;
                block.put(x, y, first, isGrey ? first : level(rows, at, 1), isGrey ? first : level(rows, at, 2));
            }
        }
    }

    /// The level of a sample: of 16 bits, lower byte first, the upper eight.
    private int level(byte[] rows, int pixel, int band) {
        return rows[pixel + (band + 1) * format.bytesPerSample() - 1] & 0xff;
    }
}
