package dev.azulejo.core.recipe;

import dev.azulejo.core.look.Kind;
import java.util.List;

/// What enlarges the parts of a picture that are of one kind, instead of the last step of its chain.
///
/// @param kind of these parts
/// @param steps what runs there: one model; or one for photographs and one for drawings, whose answers are mixed; none
///     where these parts are interpolated
public record Alternative(Kind kind, List<Step> steps) {
    public Alternative {
        steps = List.copyOf(steps);
        if (steps.size() > 2) {
            throw new IllegalArgumentException(
                    "answers of two models are mixed at most, not of %d".formatted(steps.size()));
        }
    }
}
