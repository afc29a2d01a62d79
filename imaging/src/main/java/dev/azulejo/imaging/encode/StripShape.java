package dev.azulejo.imaging.encode;

import dev.azulejo.core.job.record.Rendition;
import dev.azulejo.core.pixels.PixelBlock;

/// Checks whether the pixels that an encoder gets are those of its strip.
public final class StripShape {
    private StripShape() {}

    /// Refuses pixels that do not have the strip's size and format, as they would silently make a broken
    /// file.
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

    /// @return the first row of the strip, in rows of the result
    public static int requireMultiple(Rendition rendition, int strip, int rows) {
        int top = rendition.strips().outputRect(strip).top();
        if (top % rows != 0) {
            throw new IllegalArgumentException(
                    "strip %d starts at row %d, which is no multiple of %d".formatted(strip, top, rows));
        }
        return top;
    }
}
