package dev.azulejo.cli.files;

import dev.azulejo.core.pixels.ImageFormat;
import java.util.Optional;

/// How a result is named that is wanted beside the main one of each image.
///
/// @param size what names say of its size; empty where it is that of the main result
/// @param label names results made so, such as `auto-1200w`
public record Also(Optional<String> size, String label, ImageFormat format) {}
