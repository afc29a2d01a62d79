package dev.azulejo.core.infer;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.infer.guard.Doubt;
import dev.azulejo.core.tiling.Tile;
import java.util.BitSet;

/// Counts the input pixels of a tile at which some step of the chain was not believed, each once. For one
/// thread, tile after tile.
final class InterpolatedPixels {
    /// The share of interpolation from which a pixel counts.
    private static final float MOSTLY = 0.5f;

    private final BitSet pixels = new BitSet();
    private Rect padded = new Rect(0, 0, 1, 1);
    private Rect interior = padded;

    void start(Tile tile) {
        pixels.clear();
        padded = tile.padded();
        interior = tile.interior().relativeTo(padded);
    }

    /// @param doubt about a step's answers, by pixels of its input
    /// @param answered where they lie
    /// @param scale as many of them as each pixel of the image has become along an axis
    void add(Doubt doubt, Rect answered, int scale) {
        if (doubt.isNone()) {
            return;
        }
        for (int y = 0; y < doubt.height(); y++) {
            for (int x = 0; x < doubt.width(); x++) {
                if (doubt.at(x, y) >= MOSTLY) {
                    pixels.set(
                            index(Math.floorDiv(answered.left() + x, scale), Math.floorDiv(answered.top() + y, scale)));
                }
            }
        }
    }

    private int index(int x, int y) {
        return (y - padded.top()) * padded.width() + x - padded.left();
    }

    int inInterior() {
        int count = 0;
        for (int y = interior.top(); y < interior.bottom(); y++) {
            int row = y * padded.width();
            count += pixels.get(row + interior.left(), row + interior.right()).cardinality();
        }
        return count;
    }
}
