package dev.azulejo.core.look.kind;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.LookedRows;

/// Finds out, row by row, the [Kind] of each region of an image. Keeps a byte for each block of 16 × 16
/// pixels, and decides when all have been seen. For one thread.
public final class KindLook {
    /// The side of a block in pixels.
    public static final int SIDE_PX = 16;

    private final Size stored;
    private final int across;
    private final DrawnBlock drawn = new DrawnBlock();
    private final PatternBlock pattern = new PatternBlock();
    private final BlockEvidence evidence;
    private int rowsSeen;

    /// @param stored how the image is stored
    public KindLook(Size stored) {
        this.stored = stored;
        this.across = Math.ceilDiv(stored.width(), SIDE_PX);
        this.evidence = new BlockEvidence(across, KindMap.blocks(stored, SIDE_PX) / across);
    }

    /// Takes the next rows: a multiple of [#SIDE_PX], but for the last ones.
    public void accept(LookedRows rows) {
        if (rows.width() != stored.width()) {
            throw new IllegalArgumentException("rows of %d pixels for an image of %s".formatted(rows.width(), stored));
        }
        if (rowsSeen % SIDE_PX != 0 || rowsSeen + rows.count() > stored.height()) {
            throw new IllegalArgumentException(
                    "%d rows after %d of an image of %s".formatted(rows.count(), rowsSeen, stored));
        }
        for (int top = 0; top < rows.count(); top += SIDE_PX) {
            for (int left = 0; left < stored.width(); left += SIDE_PX) {
                look(rows, left, top);
            }
        }
        rowsSeen += rows.count();
    }

    /// The map of the whole image, once all its rows have been taken.
    public KindMap map() {
        if (rowsSeen != stored.height()) {
            throw new IllegalStateException("%d rows seen of an image of %s".formatted(rowsSeen, stored));
        }
        return new KindMap(stored, SIDE_PX, new KindDecision(evidence).kinds());
    }

    private void look(LookedRows rows, int left, int top) {
        int width = Math.min(SIDE_PX, stored.width() - left);
        int height = Math.min(SIDE_PX, rows.count() - top);
        int block = (rowsSeen + top) / SIDE_PX * across + left / SIDE_PX;
        int parts = 0;
        int dithered = 0;
        int waves = 0;
        for (int y = 0; y + PatternBlock.SIDE_PX <= height; y += PatternBlock.SIDE_PX) {
            for (int x = 0; x + PatternBlock.SIDE_PX <= width; x += PatternBlock.SIDE_PX) {
                pattern.read(rows, left + x, top + y);
                parts++;
                dithered += pattern.isDithered() ? 1 : 0;
                waves += pattern.isWave() ? 1 : 0;
            }
        }
        if (dithered > 0 && 2 * dithered >= parts) {
            evidence.putDithered(block);
        } else if (waves > 0 && 2 * waves >= parts) {
            evidence.putWave(block);
        } else {
            int from = top * stored.width() + left;
            evidence.put(block, drawn.evidence(rows.luma(), from, stored.width(), width, height));
        }
    }
}
