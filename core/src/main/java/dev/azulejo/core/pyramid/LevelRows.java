package dev.azulejo.core.pyramid;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import org.jspecify.annotations.Nullable;

/// Makes the upper levels of a pyramid from the rows of the lowest of them, as they come. It holds at most
/// one row of tiles of each level, so all of them together are about twice one row. For one thread.
public final class LevelRows {
    @FunctionalInterface
    public interface Target {
        /// @param tiles all pixels of the tiles in row `row` of the level; the array is used again afterwards
        void accept(int level, int row, PixelBlock tiles);
    }

    private final Levels levels;
    private final int level;
    private final Target target;
    private final PixelFormat format;
    private int height;
    private @Nullable PixelBlock unfinished;
    private @Nullable LevelRows above;

    /// @param level of the rows that come
    public LevelRows(Levels levels, int level, PixelFormat format, Target target) {
        this.levels = levels;
        this.level = level;
        this.format = format;
        this.target = target;
    }

    /// Adds the next rows, any number of them.
    public void add(PixelBlock rows) {
        int taken = 0;
        while (taken < rows.height()) {
            var open = open();
            int filled = height % Levels.TILE_SIDE;
            int count = Math.min(rows.height() - taken, open.height() - filled);
            rows.copyRows(new Rect(0, taken, rows.width(), count), open, new Rect(0, filled, rows.width(), count));
            taken += count;
            height += count;
            if (filled + count == open.height()) {
                complete(open);
            }
        }
    }

    private PixelBlock open() {
        if (unfinished == null) {
            var size = levels.size(level);
            int rows = Math.min(Levels.TILE_SIDE, size.height() - height);
            unfinished = PixelBlock.blank(new Size(size.width(), rows), format);
        }
        return unfinished;
    }

    private void complete(PixelBlock tiles) {
        int row = (height - 1) / Levels.TILE_SIDE;
        target.accept(level, row, tiles);
        if (level + 1 < levels.count()) {
            if (above == null) {
                above = new LevelRows(levels, level + 1, format, target);
            }
            above.add(Halving.of(tiles));
        }
        boolean fitsAgain = levels.size(level).height() - height >= Levels.TILE_SIDE;
        if (!fitsAgain || tiles.height() < Levels.TILE_SIDE) {
            unfinished = null;
        }
    }
}
