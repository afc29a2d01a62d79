package dev.azulejo.core.look;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelFormat;

/// Looks at the rows of an image, once, for all that a [Picture] says. For one thread.
public final class PictureLook {
    private final LookedRows rows;
    private final NoiseLook noise;
    private final JpegLook jpeg;
    private final BlurLook blur;
    private final KindLook kinds;

    public PictureLook(Size stored, PixelFormat format) {
        this.rows = new LookedRows(stored.width(), format);
        this.noise = new NoiseLook(stored.width(), stored.height());
        this.jpeg = new JpegLook(stored.width(), stored.height());
        this.blur = new BlurLook(stored.width(), stored.height());
        this.kinds = new KindLook(stored);
    }

    /// Takes the next rows: [LookedRows#MOST_ROWS], except for the last ones.
    public void accept(byte[] samples, int count) {
        rows.fill(samples, count);
        noise.accept(rows);
        jpeg.accept(rows);
        blur.accept(rows);
        kinds.accept(rows);
    }

    /// What all rows together tell.
    public Picture picture() {
        return Picture.of(noise.levels(), jpeg.trace(), blur.blur(), kinds.map());
    }
}
