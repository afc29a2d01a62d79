package dev.azulejo.cli.files;

import java.util.Optional;

/// The parts of results' names that say how they were made.
///
/// @param label names results made so, such as `auto-x2` or `auto-1200w`
/// @param recipe or the models that were asked for in its place
/// @param scale such as `2` or `2.5`; empty where the size is given in another way
public record Naming(String label, String recipe, Optional<String> scale) {}
