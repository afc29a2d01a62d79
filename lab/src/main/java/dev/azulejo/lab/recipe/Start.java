package dev.azulejo.lab.recipe;

import org.jspecify.annotations.Nullable;

/// The model with which a training begins, instead of random numbers.
///
/// @param model the folder of a model and its card, relative to the recipe's file
/// @param keepClean whether the model's answer is the truth of patches without noise and JPEG, so that the new model
///     does not lose what the old one could do; false by default
public record Start(String model, @Nullable Boolean keepClean) {
    public Start {
        if (model == null || model.isBlank()) {
            throw new IllegalArgumentException("start: model is missing, expected the folder of a model");
        }
        keepClean = Boolean.TRUE.equals(keepClean);
    }
}
