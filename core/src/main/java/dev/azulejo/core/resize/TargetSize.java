package dev.azulejo.core.resize;

import dev.azulejo.core.geometry.Size;
import org.jspecify.annotations.Nullable;

/// The size that is wanted of a result, as far as it is known without the image. Absent values were not
/// asked for.
///
/// @param width of the box, in pixels
/// @param height of the box, in pixels
/// @param percent of the image's own size
/// @param atLeast pixels that the longer side has at least; the image is enlarged no more than that needs,
///     and never reduced
/// @param paper that the result fills
/// @param fit how the image goes into a box of which both sides are given
/// @param canvas size of the result, the image in the middle of it; with nothing else, as large as fits
/// @param background of the canvas around the image
/// @param dotsPerInch that the result states; for paper they also decide its pixels
public record TargetSize(
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double percent,
        @Nullable Integer atLeast,
        @Nullable Paper paper,
        Fit fit,
        @Nullable Size canvas,
        Background background,
        @Nullable Double dotsPerInch) {
    /// The density that print shops ask for.
    public static final double PRINT_DOTS_PER_INCH = 300;

    /// Whether the size affects pixels; otherwise it only states a density.
    public boolean saysSize() {
        return saysFactor() || paper != null || canvas != null;
    }

    /// Whether the size says how much larger or smaller the image becomes.
    boolean saysFactor() {
        return width != null || height != null || percent != null || atLeast != null;
    }
}
