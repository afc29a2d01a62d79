package dev.azulejo.core.intake;

import dev.azulejo.core.job.GeometrySpec;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.storage.StorageUri;
import java.util.Optional;

/// What somebody wants done with a source.
///
/// @param recipe its name; whether it exists, intake finds out
/// @param format of the result; that of the source where this is empty
/// @param quality of JPEG, 1 to 100
/// @param destination where the result goes
public record Order(
        StorageUri source,
        String recipe,
        Optional<ImageFormat> format,
        int quality,
        GeometrySpec geometry,
        StorageUri destination) {}
