package dev.azulejo.quality.metric;

/// How to measure.
///
/// @param stripPixels about how many pixels of each image are held at once; changes no score
public record Comparison(int stripPixels) {
    public static final Comparison DEFAULT = new Comparison(1 << 19);

    public Comparison {
        if (stripPixels < 1) {
            throw new IllegalArgumentException("a strip holds at least one pixel, got " + stripPixels);
        }
    }

    /// Rows of a strip.
    int rows(int width) {
        return Math.clamp(stripPixels / width, 1, 256);
    }
}
