package dev.azulejo.quality.report;

/// What a number means that was measured of an image.
///
/// @param name as in JSON, such as `ssim`
/// @param title for a reader
/// @param unit such as `dB`; empty where there is none
/// @param isBetterHigh whether more is better
/// @param digits behind the point that are worth showing
public record Measure(String name, String title, String unit, boolean isBetterHigh, int digits) {
    /// How much better `one` is than `other`: above zero where it is.
    public double gain(double one, double other) {
        return isBetterHigh ? one - other : other - one;
    }
}
