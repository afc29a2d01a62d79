package dev.azulejo.core.geometry;

/// The orientation of an image: how the stored rows of a file lie in the upright image, as by the eight
/// values of the EXIF tag `Orientation` (0x0112, EXIF 2.32, section 4.6.4). Each is a transposition or
/// none, followed by flips of the upright axes.
public enum Orientation {
    NORMAL(1, false, false, false),
    MIRRORED(2, false, true, false),
    TURNED_180(3, false, true, true),
    FLIPPED(4, false, false, true),
    TRANSPOSED(5, true, false, false),
    TURNED_90(6, true, true, false),
    TRANSVERSED(7, true, true, true),
    TURNED_270(8, true, false, true);

    private final int exifValue;
    private final boolean swapsAxes;
    private final boolean reversesX;
    private final boolean reversesY;

    Orientation(int exifValue, boolean swapsAxes, boolean reversesX, boolean reversesY) {
        this.exifValue = exifValue;
        this.swapsAxes = swapsAxes;
        this.reversesX = reversesX;
        this.reversesY = reversesY;
    }

    /// The orientation for an EXIF value; anything outside 1 to 8 means nothing and is taken as upright.
    public static Orientation ofExif(int value) {
        return value >= 1 && value <= 8 ? values()[value - 1] : NORMAL;
    }

    public int exifValue() {
        return exifValue;
    }

    /// Whether a stored row becomes an upright column.
    public boolean swapsAxes() {
        return swapsAxes;
    }

    /// Whether the upright image runs from right to left along its stored rows (columns, if axes are swapped).
    public boolean reversesX() {
        return reversesX;
    }

    /// Whether the upright image runs from bottom to top.
    public boolean reversesY() {
        return reversesY;
    }

    public Size upright(Size stored) {
        return swapsAxes ? stored.transposed() : stored;
    }
}
