package dev.azulejo.core.tiling;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;

/// Cuts an image into tiles. Interiors cover every pixel exactly once; padded rects, which the model sees, all
/// have one shape, fitted to the image near `bestSide`, and touch the image's border where the tile does, so
/// that the model meets its own boundary there and nowhere else.
///
/// @param image the upright image
/// @param bestSide the longest side of a padded rect, in input pixels; a smaller image is one padded rect
/// @param halo input pixels around each interior that are thrown away after inference; must be at least the
///     model's receptive-field radius, or seams become visible
public record TileGrid(Size image, int bestSide, int halo) {
    public TileGrid {
        if (halo < 0 || bestSide <= 2 * halo) {
            throw new IllegalArgumentException(
                    "a tile of %d pixels a side leaves nothing within a halo of %d".formatted(bestSide, halo));
        }
    }

    public int columns() {
        return cuts(image.width());
    }

    public int rows() {
        return cuts(image.height());
    }

    public int count() {
        return Math.multiplyExact(columns(), rows());
    }

    /// The shape of every padded rect.
    public Size padded() {
        return new Size(padded(image.width()), padded(image.height()));
    }

    /// Pixels that go through the model, those in halos each time they do.
    public long pixelsInferred() {
        return count() * padded().pixels();
    }

    public Tile tile(int column, int row) {
        var shape = padded();
        int interiorLeft = cut(column, image.width());
        int interiorTop = cut(row, image.height());
        return new Tile(
                row * columns() + column,
                Rect.between(interiorLeft, interiorTop, cut(column + 1, image.width()), cut(row + 1, image.height())),
                new Rect(
                        paddedStart(column, image.width()),
                        paddedStart(row, image.height()),
                        shape.width(),
                        shape.height()));
    }

    /// The columns, or with heights the rows, whose interiors share a pixel with `from <= position < to`.
    public Span columnsOver(int from, int to) {
        return spanOver(from, to, image.width());
    }

    public Span rowsOver(int from, int to) {
        return spanOver(from, to, image.height());
    }

    /// `first <= index < end`.
    public record Span(int first, int end) {}

    private int cuts(int length) {
        return Math.max(1, Math.ceilDiv(length - 2 * halo, bestSide - 2 * halo));
    }

    private int step(int length) {
        return Math.ceilDiv(length - 2 * halo, cuts(length));
    }

    private int padded(int length) {
        return cuts(length) == 1 ? length : step(length) + 2 * halo;
    }

    private int paddedStart(int index, int length) {
        return Math.min(index * step(length), length - padded(length));
    }

    /// Where the interior of `index` starts; border interiors reach the border, so their padded rects waste
    /// nothing.
    private int cut(int index, int length) {
        if (index == 0) {
            return 0;
        }
        return index == cuts(length) ? length : index * step(length) + halo;
    }

    private Span spanOver(int from, int to, int length) {
        int first = cutHolding(from, length);
        return new Span(first, cutHolding(to - 1, length) + 1);
    }

    private int cutHolding(int position, int length) {
        return cuts(length) == 1 ? 0 : Math.clamp(Math.floorDiv(position - halo, step(length)), 0, cuts(length) - 1);
    }
}
