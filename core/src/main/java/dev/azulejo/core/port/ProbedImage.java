package dev.azulejo.core.port;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelFormat;
import org.jspecify.annotations.Nullable;

/// What a file's header says, before any pixel is decoded.
///
/// @param stored size of the rows as they lie in the file, before they are turned upright
/// @param pixels what decoding will give
public record ProbedImage(
        ImageFormat format,
        Size stored,
        PixelFormat pixels,
        Orientation orientation,
        byte @Nullable [] profile,
        @Nullable Density density) {}
