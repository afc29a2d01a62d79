package dev.azulejo.imaging.encode;

import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.pixels.PixelBlock;

/// Whether the pixels that an encoder is given are those of its strip.
public final class StripShape {
    private StripShape() {}

    /// Other pixels than those of the strip would make a file that is broken without anybody noticing.
    public static void require(Manifest manifest, int strip, PixelBlock rows) {
        var outputRect = manifest.strips().outputRect(strip);
        boolean fits = rows.width() == outputRect.width() && rows.height() == outputRect.height();
        if (!fits || !rows.format().equals(manifest.pixels())) {
            throw new IllegalArgumentException("strip %d is %dx%d of %s, got %dx%d of %s"
                    .formatted(
                            strip,
                            outputRect.width(),
                            outputRect.height(),
                            manifest.pixels(),
                            rows.width(),
                            rows.height(),
                            rows.format()));
        }
    }

    /// @return where the strip starts, in rows of the result
    public static int requireMultiple(Manifest manifest, int strip, int rows) {
        int top = manifest.strips().outputRect(strip).top();
        if (top % rows != 0) {
            throw new IllegalArgumentException(
                    "strip %d starts at row %d, which is no multiple of %d".formatted(strip, top, rows));
        }
        return top;
    }
}
