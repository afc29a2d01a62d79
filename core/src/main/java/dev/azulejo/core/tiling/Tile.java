package dev.azulejo.core.tiling;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;

/// One unit of inference, in input pixels of the upright image.
///
/// @param index position in the grid, row by row
/// @param interior the pixels of this tile alone: interiors partition the image
/// @param kept what its result keeps: the interior, and as much of its neighbours' as results overlap
/// @param padded what the model sees; it may reach beyond the image, to the right and below, up to a
///     multiple of the alignment, and to all sides where the image goes on at its opposite edge
/// @param inner the sides of what the model sees that lie within the image, or where it goes on at its
///     opposite edge, a halo away from what is kept; the others are the image's
public record Tile(int index, Rect interior, Rect kept, Rect padded, Sides inner) {
    /// Makes a tile whose result overlaps no other, and whose inner sides are unknown.
    public Tile(int index, Rect interior, Rect padded) {
        this(index, interior, interior, padded, Sides.NONE);
    }

    /// The place of the kept pixels inside the enlarged padded tile, in output pixels.
    public Rect cropAfter(int scale) {
        return kept.relativeTo(padded).times(scale);
    }
}
