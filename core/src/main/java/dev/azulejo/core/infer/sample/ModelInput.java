package dev.azulejo.core.infer.sample;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.plan.Planner;

/// Fills the input of a chain's first model from an image's pixels, alike for a tile and for a crop of the
/// sample.
public final class ModelInput {
    private ModelInput() {}

    /// @param planes which may be larger than `source` to the right and below, where it reaches the image's
    ///     border
    /// @param opaque whether the whole image is
    public static void fill(Planes planes, PixelBlock source, boolean opaque, Boundary boundary) {
        boolean splits = source.format().hasAlpha() && !opaque;
        var colour = splits ? AlphaBleed.bled(source, Planner.BLEED_PX) : source;
        var extended = Extension.extended(colour, new Size(planes.width(), planes.height()), boundary);
        new SampleConversion(source.format()).colourToPlanes(extended, planes);
    }
}
