package dev.azulejo.cli.files;

import dev.azulejo.core.pixels.ImageFormat;
import java.util.Optional;

/// The names of further results beside the main one of each image.
///
/// @param size what names say of its size; empty where it is that of the main result
/// @param naming of results made so
public record Also(Optional<String> size, Naming naming, ImageFormat format) {}
