package dev.azulejo.imaging.ifd;

import dev.azulejo.core.pixels.Density;

/// A positive fraction, as EXIF and TIFF write densities.
public record Fraction(long numerator, long denominator) {
    public static final double MM_PER_CENTIMETRE = 10;
    public static final double MM_PER_METRE = 1000;
    private static final int PARTS = 10_000;

    /// A density in pixels per inch or centimetre as a fraction.
    public static Fraction perUnit(double perMm, boolean centimetres) {
        double value = perMm * (centimetres ? MM_PER_CENTIMETRE : Density.MM_PER_INCH);
        if (Math.abs(value - Math.rint(value)) < 1e-3) { // most are whole, but for the way through millimetres
            return new Fraction(Math.clamp(Math.round(value), 1, 0xffff_ffffL), 1);
        }
        return new Fraction(Math.clamp(Math.round(value * PARTS), 1, 0xffff_ffffL), PARTS);
    }

    /// Whether the density comes closer to whole numbers in centimetres than in inches.
    public static boolean isMetric(Density density) {
        return rounding(density, MM_PER_CENTIMETRE) < rounding(density, Density.MM_PER_INCH);
    }

    /// The rounding error of the density in the worse direction, in pixels per millimetre.
    private static double rounding(Density density, double unit) {
        double horizontal = density.horizontal() * unit;
        double vertical = density.vertical() * unit;
        return Math.max(Math.abs(horizontal - Math.rint(horizontal)), Math.abs(vertical - Math.rint(vertical))) / unit;
    }
}
