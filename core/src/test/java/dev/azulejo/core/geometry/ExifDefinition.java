package dev.azulejo.core.geometry;

import java.util.List;

/// What the eight values mean, word for word as EXIF 2.32 (section 4.6.4) has it: on which side of the upright
/// image the 0th stored row lies, and on which the 0th stored column.
public final class ExifDefinition {
    private record Sides(Side row, Side column) {}

    private enum Side {
        TOP,
        BOTTOM,
        LEFT,
        RIGHT
    }

    private static final List<Sides> BY_VALUE = List.of(
            new Sides(Side.TOP, Side.LEFT),
            new Sides(Side.TOP, Side.RIGHT),
            new Sides(Side.BOTTOM, Side.RIGHT),
            new Sides(Side.BOTTOM, Side.LEFT),
            new Sides(Side.LEFT, Side.TOP),
            new Sides(Side.RIGHT, Side.TOP),
            new Sides(Side.RIGHT, Side.BOTTOM),
            new Sides(Side.LEFT, Side.BOTTOM));

    private ExifDefinition() {}

    public static Size upright(int exif, Size stored) {
        return exif <= 4 ? stored : stored.transposed();
    }

    /// Where the stored pixel `column, row` is seen, as a rect of one pixel.
    public static Rect seen(int exif, Size stored, int column, int row) {
        var sides = BY_VALUE.get(exif - 1);
        var upright = upright(exif, stored);
        boolean rowsAreRows = sides.row == Side.TOP || sides.row == Side.BOTTOM;
        int x = rowsAreRows ? column : row;
        int y = rowsAreRows ? row : column;
        boolean fromRight = sides.row == Side.RIGHT || sides.column == Side.RIGHT;
        boolean fromBottom = sides.row == Side.BOTTOM || sides.column == Side.BOTTOM;
        return new Rect(fromRight ? upright.width() - 1 - x : x, fromBottom ? upright.height() - 1 - y : y, 1, 1);
    }
}
