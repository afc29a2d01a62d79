package dev.azulejo.core.pixels;

/// Pixels per millimetre along each axis, as files state them for print.
public record Density(double horizontal, double vertical) {
    public static final double MM_PER_INCH = 25.4;

    public Density {
        if (!(horizontal > 0) || !(vertical > 0)) {
            throw new IllegalArgumentException("a density is positive, got %s x %s".formatted(horizontal, vertical));
        }
    }
}
