package dev.azulejo.core.stitch;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.tiling.Tile;

/// The pixels of one strip, put together from the tiles that reach into it, in any order. For one thread.
interface StripRows {
    /// @param result what the tile keeps, enlarged
    void add(Tile tile, PixelBlock result);

    /// The strip, once all tiles were added.
    PixelBlock pixels();

    /// For results that share no pixel.
    record Pasted(Rect outputRect, int scale, PixelBlock pixels) implements StripRows {
        @Override
        public void add(Tile tile, PixelBlock result) {
            var keptRect = tile.kept().times(scale);
            var shared = keptRect.intersection(outputRect);
            result.copyRows(shared.relativeTo(keptRect), pixels, shared.relativeTo(outputRect));
        }
    }
}
