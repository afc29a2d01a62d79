package dev.azulejo.cli.files;

import dev.azulejo.core.intake.Enhancement;
import java.util.Optional;

/// A result that is wanted beside the main one of each image.
///
/// @param size what names say of its size; empty where it is that of the main result
/// @param label names results made so, such as `auto-1200w`
public record Also(String option, Optional<String> size, String label, Enhancement wanted) {}
