package dev.azulejo.core.tiling;

import dev.azulejo.core.geometry.Rect;

/// One unit of inference, in input pixels of the upright image.
///
/// @param index position in the grid, row by row
/// @param interior what it has for its own: interiors partition the image
/// @param kept what its result keeps: the interior, and as much of its neighbours' as results overlap
/// @param padded what the model sees; it may reach beyond the image, to the right and below, up to a multiple
///     of the alignment
public record Tile(int index, Rect interior, Rect kept, Rect padded) {
    /// A tile whose result overlaps no other.
    public Tile(int index, Rect interior, Rect padded) {
        this(index, interior, interior, padded);
    }

    /// Where what is kept lies inside the enlarged padded tile, in output pixels.
    public Rect cropAfter(int scale) {
        return kept.relativeTo(padded).times(scale);
    }
}
