package dev.azulejo.imaging.encode;

import dev.azulejo.core.job.Rendition;
import dev.azulejo.core.pixels.PixelBlock;

/// Whether the pixels that an encoder is given are those of its strip.
public final class StripShape {
    private StripShape() {}

    /// Other pixels than those of the strip would make a file that is broken without anybody noticing.
    public static void require(Rendition rendition, int strip, PixelBlock rows) {
        var outputRect = rendition.strips().outputRect(strip);
        boolean fits = rows.width() == outputRect.width() && rows.height() == outputRect.height();
        if (!fits || !rows.format().equals(rendition.pixels())) {
            throw new IllegalArgumentException("strip %d is %dx%d of %s, got %dx%d of %s"
                    .formatted(
                            strip,
                            outputRect.width(),
                            outputRect.height(),
                            rendition.pixels(),
                            rows.width(),
                            rows.height(),
                            rows.format()));
        }
    }

    /// @return where the strip starts, in rows of the result
    public static int requireMultiple(Rendition rendition, int strip, int rows) {
        int top = rendition.strips().outputRect(strip).top();
        if (top % rows != 0) {
            throw new IllegalArgumentException(
                    "strip %d starts at row %d, which is no multiple of %d".formatted(strip, top, rows));
        }
        return top;
    }
}
