package dev.azulejo.core.tiling;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import java.util.List;
import java.util.stream.IntStream;

/// Cuts the output into strips of full width. The cut depends on the output alone, never on tiles or
/// shards, because the bytes of a file depend on its strips.
///
/// @param rowsPerStrip of all strips but the last, which may have fewer
public record StripLayout(Size output, int rowsPerStrip) {
    public StripLayout {
        if (rowsPerStrip < 1) {
            throw new IllegalArgumentException("a strip has at least one row, got " + rowsPerStrip);
        }
    }

    /// Makes strips of at most `maxBytes` raw, whose height is a multiple of `rowMultiple` (at least one of
    /// them).
    public static StripLayout fitted(Size output, int bytesPerPixel, long maxBytes, int rowMultiple) {
        long fitting = maxBytes / ((long) output.width() * bytesPerPixel);
        long needed = Math.ceilDiv(output.height(), rowMultiple);
        long multiples = Math.clamp(fitting / rowMultiple, 1, needed);
        return new StripLayout(output, Math.toIntExact(multiples * rowMultiple));
    }

    public int count() {
        return Math.ceilDiv(output.height(), rowsPerStrip);
    }

    /// All strips, in runs of `most` (the last may be shorter).
    ///
    /// @param result number of the result that is cut so
    public List<StripRun> runs(int result, int most) {
        return IntStream.iterate(0, first -> first < count(), first -> first + most)
                .mapToObj(first -> new StripRun(result, first, Math.min(most, count() - first)))
                .toList();
    }

    public Rect outputRect(int strip) {
        int top = Math.multiplyExact(strip, rowsPerStrip);
        return Rect.between(0, top, output.width(), Math.min(top + rowsPerStrip, output.height()));
    }
}
