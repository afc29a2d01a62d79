package dev.azulejo.core.recipe;

import dev.azulejo.core.look.Kind;
import org.jspecify.annotations.Nullable;

/// What enlarges the parts of a picture that are of another kind than most of it.
///
/// @param kind of these parts
/// @param step that runs there instead of the last step of the chain; absent where they are interpolated
public record Alternative(Kind kind, @Nullable Step step) {}
