package dev.azulejo.core.tiling;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import org.jspecify.annotations.Nullable;

/// Cuts an image into tiles. Interiors cover every pixel exactly once; padded rects, which the model sees,
/// all have one shape, fitted to the image near `bestSide`, and touch the image's border where the tile
/// does, so the model meets its own boundary there and nowhere else.
///
/// A model that needs an alignment sees the image extended to a multiple of it, to the right and below;
/// every padded rect then starts and ends on multiples, since the answer of a pooling model for a pixel
/// depends on its place in its block.
///
/// @param image the upright image
/// @param bestSide the longest side of a padded rect, in input pixels; a smaller image is one padded rect
/// @param halo input pixels around what each result keeps that are thrown away after inference; must be at
///     least the model's receptive-field radius, or seams become visible. In the grid it is as much wider
///     as the alignment asks for
/// @param alignment padded rects start and end on multiples of so many input pixels
/// @param overlap input pixels by which the result of a tile reaches into each neighbour's interior
/// @param wrap along which axes the image goes on at its opposite edge: there padded rects reach beyond the
///     image by the halo, and the model nowhere meets its own boundary. Absent for an image that ends
public record TileGrid(
        Size image,
        int bestSide,
        int halo,
        int alignment,
        int overlap,
        @Nullable Wrap wrap) {
    public TileGrid {
        if (halo < 0 || alignment < 1 || overlap < 0 || bestSide < leastSide(halo, alignment, overlap)) {
            throw new IllegalArgumentException(
                    "a tile of %d pixels a side leaves nothing within a halo of %d (alignment %d, overlap %d)"
                            .formatted(bestSide, halo, alignment, overlap));
        }
        if (wrap != null && !mayWrap(image, alignment, wrap)) {
            throw new IllegalArgumentException("an image of %s, whose tiles lie on multiples of %d, does not wrap %s"
                    .formatted(image, alignment, wrap.text()));
        }
    }

    /// Makes a grid for an image that ends at its border.
    public TileGrid(Size image, int bestSide, int halo, int alignment, int overlap) {
        this(image, bestSide, halo, alignment, overlap, null);
    }

    /// Makes a grid of any sides, whose results do not overlap.
    public TileGrid(Size image, int bestSide, int halo) {
        this(image, bestSide, halo, 1, 0);
    }

    /// The shortest best side that a grid can have. An interior between two overlaps must be at least as
    /// long as both, so no three results meet along a side; as sides are fitted to the image, one and
    /// a half times as long.
    public static int leastSide(int halo, int alignment, int overlap) {
        int interior = Math.max(1, Math.ceilDiv(3 * overlap, alignment));
        return Math.multiplyExact(2 * margin(halo, alignment, overlap) + interior, alignment);
    }

    /// Whether an image of this size can continue at its opposite edge, which needs a multiple of the
    /// alignment.
    public static boolean mayWrap(Size image, int alignment, Wrap wrap) {
        return (!wrap.across() || image.width() % alignment == 0) && (!wrap.down() || image.height() % alignment == 0);
    }

    /// Returns this grid for an image that continues at its opposite edge.
    public TileGrid wrapping(@Nullable Wrap newWrap) {
        return new TileGrid(image, bestSide, halo, alignment, overlap, newWrap);
    }

    public boolean wrapsAcross() {
        return wrap != null && wrap.across();
    }

    public boolean wrapsDown() {
        return wrap != null && wrap.down();
    }

    /// The part of a padded rect that has pixels: all of it along an axis that wraps, otherwise only the
    /// image.
    public Rect covered(Rect padded) {
        int left = wrapsAcross() ? padded.left() : Math.max(0, padded.left());
        int top = wrapsDown() ? padded.top() : Math.max(0, padded.top());
        return Rect.between(
                left,
                top,
                wrapsAcross() ? padded.right() : Math.min(image.width(), padded.right()),
                wrapsDown() ? padded.bottom() : Math.min(image.height(), padded.bottom()));
    }

    /// The least number whose multiples, times `scale`, are multiples of `alignment`.
    public static int unit(int alignment, int scale) {
        return alignment / divisor(alignment, scale);
    }

    private static int divisor(int one, int other) {
        return other == 0 ? one : divisor(other, one % other);
    }

    public int columns() {
        return across().count();
    }

    public int rows() {
        return down().count();
    }

    public int count() {
        return Math.multiplyExact(columns(), rows());
    }

    public Size padded() {
        return new Size(across().padded(), down().padded());
    }

    /// The number of pixels that go through the model, counting those in halos each time.
    public long pixelsInferred() {
        return (long) columns() * rows() * padded().pixels();
    }

    public Tile tile(int column, int row) {
        var across = across();
        var down = down();
        var shape = padded();
        return new Tile(
                row * across.count() + column,
                Rect.between(across.start(column), down.start(row), across.start(column + 1), down.start(row + 1)),
                Rect.between(across.keptStart(column), down.keptStart(row), across.keptEnd(column), down.keptEnd(row)),
                new Rect(across.paddedStart(column), down.paddedStart(row), shape.width(), shape.height()),
                new Sides(
                        row > 0 || wrapsDown(),
                        column > 0 || wrapsAcross(),
                        row < down.count() - 1 || wrapsDown(),
                        column < across.count() - 1 || wrapsAcross()));
    }

    /// The columns, or with heights the rows, whose results keep a pixel with `from <= position < to`.
    public Span columnsOver(int from, int to) {
        return spanOver(from, to, across());
    }

    public Span rowsOver(int from, int to) {
        return spanOver(from, to, down());
    }

    /// The row of tiles whose interiors hold a row of the image.
    public int rowHolding(int row) {
        return down().holding(row);
    }

    /// A range of indices: `first <= index < end`.
    public record Span(int first, int end) {}

    private Span spanOver(int from, int to, Cuts cuts) {
        return new Span(cuts.holding(from - overlap), cuts.holding(to - 1 + overlap) + 1);
    }

    private Cuts across() {
        return cuts(image.width(), wrapsAcross());
    }

    private Cuts down() {
        return cuts(image.height(), wrapsDown());
    }

    private Cuts cuts(int length, boolean wraps) {
        int margin = margin(halo, alignment, overlap);
        return wraps
                ? new WrappedCuts(length, alignment, bestSide / alignment, margin, overlap)
                : new EndingCuts(length, alignment, bestSide / alignment, margin, overlap);
    }

    /// The margin around interiors in units of the alignment. It is at least one with any alignment: the
    /// last padded rect then holds the pixels that an extended image mirrors.
    private static int margin(int halo, int alignment, int overlap) {
        int needed = Math.ceilDiv(halo + overlap, alignment);
        return alignment == 1 ? needed : Math.max(1, needed);
    }
}
