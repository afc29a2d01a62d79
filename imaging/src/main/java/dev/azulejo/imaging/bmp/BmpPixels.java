package dev.azulejo.imaging.bmp;

import dev.azulejo.imaging.bmp.BmpHeader.Masks;
import java.nio.ByteBuffer;

/// Turns a row of a BMP into RGB or RGBA of 8 bits.
///
/// @param indexBits of an index in the row, for pixels of a palette
record BmpPixels(BmpHeader header, int indexBits, boolean alpha) {
    private static final int OPAQUE = 255;

    int bands() {
        return alpha ? 4 : 3;
    }

    void row(ByteBuffer row, byte[] target, int offset) {
        int at = offset;
        for (int x = 0; x < header.width(); x++) {
            switch (header.bits()) {
                case 24 -> {
                    target[at] = row.get(3 * x + 2);
                    target[at + 1] = row.get(3 * x + 1);
                    target[at + 2] = row.get(3 * x);
                }
                case 16 -> masked(row.getShort(2 * x) & 0xffff, target, at);
                case 32 -> masked(row.getInt(4 * x), target, at);
                default -> {
                    int colour = header.palette().colour(index(row, x));
                    target[at] = (byte) (colour >> 16);
                    target[at + 1] = (byte) (colour >> 8);
                    target[at + 2] = (byte) colour;
                }
            }
            at += bands();
        }
    }

    private int index(ByteBuffer row, int x) {
        int perByte = 8 / indexBits;
        int shift = 8 - indexBits * (x % perByte + 1);
        return row.get(x / perByte) >> shift & ((1 << indexBits) - 1);
    }

    private void masked(int pixel, byte[] target, int at) {
        Masks masks = header.masks();
        target[at] = sample(pixel, masks.red());
        target[at + 1] = sample(pixel, masks.green());
        target[at + 2] = sample(pixel, masks.blue());
        if (alpha) {
            target[at + 3] = sample(pixel, masks.alpha());
        }
    }

    /// A sample: the bits of a mask, scaled to 8 so that white has all bits set.
    private static byte sample(int pixel, int mask) {
        if (mask == 0) {
            return 0;
        }
        int shift = Integer.numberOfTrailingZeros(mask);
        long most = Integer.toUnsignedLong(mask >>> shift);
        long value = Integer.toUnsignedLong((pixel & mask) >>> shift);
        return (byte) ((value * OPAQUE + most / 2) / most);
    }

    /// Whether any pixel of a row is not fully transparent.
    boolean isSeen(ByteBuffer row) {
        int mask = header.masks().alpha();
        for (int x = 0; x < header.width(); x++) {
            int pixel = header.bits() == 16 ? row.getShort(2 * x) : row.getInt(4 * x);
            if ((pixel & mask) != 0) {
                return true;
            }
        }
        return false;
    }
}
