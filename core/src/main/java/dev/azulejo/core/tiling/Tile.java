package dev.azulejo.core.tiling;

import dev.azulejo.core.geometry.Rect;

/// One unit of inference: `padded` is what the model sees, `interior` is what the result keeps; both in input
/// pixels of the upright image.
///
/// @param index position in the grid, row by row
public record Tile(int index, Rect interior, Rect padded) {
    /// Where the interior lies inside the enlarged padded tile, in output pixels.
    public Rect cropAfter(int scale) {
        return interior.relativeTo(padded).times(scale);
    }
}
