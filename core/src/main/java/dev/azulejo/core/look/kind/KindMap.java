package dev.azulejo.core.look.kind;

import dev.azulejo.core.geometry.Size;
import java.util.Arrays;

/// The [Kind] of each square block of an image. Blocks lie in the pixels as they are stored, row by row
/// from the upper left corner; those at the right and below may stick out of the image.
///
/// @param image in stored pixels
/// @param side of a block, in pixels
/// @param kinds for each block the code of its kind
public record KindMap(Size image, int side, byte[] kinds) {
    /// The most blocks of a map, enough for 68,000 megapixels.
    static final int MOST_BLOCKS = 1 << 28;

    public KindMap {
        long blocks = blocks(image, side);
        if (kinds.length != blocks) {
            throw new IllegalArgumentException(
                    "%s in blocks of %d pixels is %d blocks, got %d".formatted(image, side, blocks, kinds.length));
        }
        for (byte kind : kinds) {
            Kind.of(kind);
        }
        kinds = kinds.clone();
    }

    public static KindMap of(Size image, int side, Kind kind) {
        var kinds = new byte[blocks(image, side)];
        Arrays.fill(kinds, kind.code());
        return new KindMap(image, side, kinds);
    }

    /// @return how many blocks cover an image
    static int blocks(Size image, int side) {
        if (side < 1) {
            throw new IllegalArgumentException("a block has a side of at least 1 pixel, got " + side);
        }
        long blocks = (long) Math.ceilDiv(image.width(), side) * Math.ceilDiv(image.height(), side);
        if (blocks > MOST_BLOCKS) {
            throw new IllegalArgumentException(
                    "%s in blocks of %d pixels is %d blocks, more than %d".formatted(image, side, blocks, MOST_BLOCKS));
        }
        return (int) blocks;
    }

    public int width() {
        return Math.ceilDiv(image.width(), side);
    }

    public int height() {
        return Math.ceilDiv(image.height(), side);
    }

    /// The kind of the block around a stored pixel.
    public Kind at(int x, int y) {
        if (x < 0 || y < 0 || x >= image.width() || y >= image.height()) {
            throw new IndexOutOfBoundsException("%d,%d lies outside %s".formatted(x, y, image));
        }
        return Kind.of(kinds[y / side * width() + x / side]);
    }

    /// The share of the blocks that are of a kind, 0 to 1.
    public double share(Kind kind) {
        int count = 0;
        for (byte each : kinds) {
            count += each == kind.code() ? 1 : 0;
        }
        return count / (double) kinds.length;
    }

    public KindMap replaced(Kind kind, Kind other) {
        var replaced = kinds.clone();
        for (int block = 0; block < kinds.length; block++) {
            replaced[block] = kinds[block] == kind.code() ? other.code() : kinds[block];
        }
        return new KindMap(image, side, replaced);
    }

    /// The code of each block's kind, row by row; a copy.
    @Override
    public byte[] kinds() {
        return kinds.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KindMap map
                && image.equals(map.image)
                && side == map.side
                && Arrays.equals(kinds, map.kinds);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * image.hashCode() + side) + Arrays.hashCode(kinds);
    }

    /// Describes the map, such as `640x480 in blocks of 16: 1120 P, 80 D, 0 X`.
    @Override
    public String toString() {
        var text = new StringBuilder("%s in blocks of %d:".formatted(image, side));
        for (var kind : Kind.values()) {
            text.append(kind.code() == 0 ? " " : ", ")
                    .append(Math.round(share(kind) * kinds.length))
                    .append(' ')
                    .append(kind.letter());
        }
        return text.toString();
    }
}
