package dev.azulejo.core.port;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts in a file's header, before any pixel is decoded.
///
/// @param stored size of the rows as they lie in the file, before they are turned upright
/// @param pixels what decoding will give
/// @param metadata its profile is that of `pixels`, after any conversion by the decoder
/// @param pages how many images the file holds: pages of a TIFF, frames of an animation
/// @param decodeBytes memory that the decoder needs for this very file beside the rows that it gives: all
///     of its coefficients, the whole image, a row of huge tiles; 0 for a file that is decoded row by row
/// @param warnings what decoding changes or leaves out, in plain words, such as a gain map
public record ProbedImage(
        ImageFormat format,
        Size stored,
        PixelFormat pixels,
        Orientation orientation,
        ImageMetadata metadata,
        @Nullable Density density,
        int pages,
        long decodeBytes,
        List<String> warnings) {
    public ProbedImage {
        warnings = List.copyOf(warnings);
    }

    /// Makes an upright image of one page, whose file has no other facts.
    public static ProbedImage plain(ImageFormat format, Size stored, PixelFormat pixels) {
        return new ProbedImage(format, stored, pixels, Orientation.NORMAL, ImageMetadata.NONE, null, 1, 0, List.of());
    }

    public ProbedImage with(ImageMetadata newMetadata, List<String> newWarnings) {
        return new ProbedImage(
                format, stored, pixels, orientation, newMetadata, density, pages, decodeBytes, newWarnings);
    }
}
