package dev.azulejo.core.recipe;

import dev.azulejo.core.look.kind.Kind;
import java.util.List;

/// The steps that replace the last step of a chain for the parts of a picture that are of one kind.
///
/// @param kind of these parts
/// @param steps the models: one; or one for photographs and one for drawings, whose answers are mixed; none
///     if these parts are interpolated
public record Alternative(Kind kind, List<Step> steps) {
    public Alternative {
        steps = List.copyOf(steps);
        if (steps.size() > 2) {
            throw new IllegalArgumentException(
                    "answers of two models are mixed at most, not of %d".formatted(steps.size()));
        }
    }
}
