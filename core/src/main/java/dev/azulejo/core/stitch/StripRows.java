package dev.azulejo.core.stitch;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.tiling.Tile;

/// The pixels of one strip, put together from the tiles that reach into it, in any order. For one thread.
interface StripRows {
    /// Adds rows of a tile's result.
    ///
    /// @param rowsRect the place of the rows
    void add(Tile tile, Rect rowsRect, PixelBlock rows);

    /// Returns the strip, once all tiles were added.
    PixelBlock pixels();

    /// Pastes tiles whose results share no pixel.
    record Pasted(Rect outputRect, PixelBlock pixels) implements StripRows {
        @Override
        public void add(Tile tile, Rect rowsRect, PixelBlock rows) {
            var shared = rowsRect.intersection(outputRect);
            rows.copyRows(shared.relativeTo(rowsRect), pixels, shared.relativeTo(outputRect));
        }
    }
}
