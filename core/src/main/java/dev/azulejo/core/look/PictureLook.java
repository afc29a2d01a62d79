package dev.azulejo.core.look;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelFormat;

/// Looks at the rows of an image, once, for all that a [Picture] says. For one thread.
public final class PictureLook {
    private final LookedRows rows;
    private final Size stored;

    public PictureLook(Size stored, PixelFormat format) {
        this.stored = stored;
        this.rows = new LookedRows(stored.width(), format);
    }

    /// Takes the next rows: [LookedRows#MOST_ROWS], except for the last ones.
    public void accept(byte[] samples, int count) {
        rows.fill(samples, count);
    }

    /// What all rows together tell.
    public Picture picture() {
        int columns = Math.ceilDiv(stored.width(), 32);
        int lines = Math.ceilDiv(stored.height(), 32);
        return new Picture(0, null, new KindMap(columns, lines, 32, new byte[columns * lines]));
    }
}
