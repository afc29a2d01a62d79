package dev.azulejo.core.pyramid;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;

/// The levels of a pyramid: level 0 is the whole image, each further one has half the sides of the one
/// before, rounded up, and the last is one pixel. All are cut into square tiles that share no pixel; those
/// at the right and at the bottom are smaller.
public record Levels(Size image) {
    /// The side of a tile in pixels. Strips of results start at multiples of it.
    public static final int TILE_SIDE = 256;

    public int count() {
        int longest = Math.max(image.width(), image.height());
        return 1 + Integer.SIZE - Integer.numberOfLeadingZeros(longest - 1);
    }

    public Size size(int level) {
        return new Size(shrunk(image.width(), level), shrunk(image.height(), level));
    }

    private static int shrunk(int side, int level) {
        return Math.toIntExact(-Math.floorDiv(-(long) side, 1L << level));
    }

    public int columns(int level) {
        return Math.ceilDiv(size(level).width(), TILE_SIDE);
    }

    public int rows(int level) {
        return Math.ceilDiv(size(level).height(), TILE_SIDE);
    }

    public Rect tile(int level, int column, int row) {
        var size = size(level);
        int left = column * TILE_SIDE;
        int top = row * TILE_SIDE;
        return Rect.between(
                left, top, Math.min(left + TILE_SIDE, size.width()), Math.min(top + TILE_SIDE, size.height()));
    }

    public boolean isOneTile(int level) {
        return columns(level) == 1 && rows(level) == 1;
    }
}
