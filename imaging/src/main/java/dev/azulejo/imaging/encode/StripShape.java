package dev.azulejo.imaging.encode;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.pixels.PixelBlock;

/// Checks whether the pixels that an encoder gets are those of its strip.
public final class StripShape {
    private StripShape() {}

    /// Refuses pixels that do not have the strip's size and format, as they would silently make a broken
    /// file.
    public static void require(Result result, int strip, PixelBlock rows) {
        var outputRect = result.strips().outputRect(strip);
        boolean fits = rows.width() == outputRect.width() && rows.height() == outputRect.height();
        if (!fits || !rows.format().equals(result.pixels())) {
            throw new IllegalArgumentException("strip %d is %dx%d of %s, got %dx%d of %s"
                    .formatted(
                            strip,
                            outputRect.width(),
                            outputRect.height(),
                            result.pixels(),
                            rows.width(),
                            rows.height(),
                            rows.format()));
        }
    }

    /// @return the first row of the strip, in rows of the result
    public static int requireMultiple(Result result, int strip, int rows) {
        int top = result.strips().outputRect(strip).top();
        if (top % rows != 0) {
            throw new IllegalArgumentException(
                    "strip %d starts at row %d, which is no multiple of %d".formatted(strip, top, rows));
        }
        return top;
    }
}
