package dev.azulejo.lab.recipe;

import org.jspecify.annotations.Nullable;

/// What a training begins with, instead of random numbers.
///
/// @param model the folder of a model, its card within, from where the recipe's file lies
/// @param keepClean whether the model's answer is the truth of patches without noise and JPEG, so that it does not lose
///     what it could; false where the file does not say
public record Start(String model, @Nullable Boolean keepClean) {
    public Start {
        if (model == null || model.isBlank()) {
            throw new IllegalArgumentException("start: model is missing, expected the folder of a model");
        }
        keepClean = Boolean.TRUE.equals(keepClean);
    }
}
