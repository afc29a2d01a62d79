package dev.azulejo.lab.recipe;

import org.jspecify.annotations.Nullable;

/// The model with which a training begins, instead of random numbers.
///
/// @param model the folder of a model and its card, relative to the recipe's file
/// @param keepClean whether the model's answer is the truth of patches without noise and JPEG, so that the new model
///     does not lose what the old one could do; false by default
/// @param share of its weights in the new model, from 0 to less than 1, whose rest was learned; 0 by default. Between
///     both lie networks that are better than either at what both can do (Wortsman et al., Robust fine-tuning of
///     zero-shot models, 2022)
public record Start(
        String model, @Nullable Boolean keepClean, @Nullable Double share) {
    public Start {
        if (model == null || model.isBlank()) {
            throw new IllegalArgumentException("start: model is missing, expected the folder of a model");
        }
        keepClean = Boolean.TRUE.equals(keepClean);
        share = share == null ? 0 : share;
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "start: share is %s, expected 0 or more and less than 1".formatted(share));
        }
    }

    /// Returns this start without its share, which changes nothing that is learned.
    Start withoutShare() {
        return new Start(model, keepClean, null);
    }

    /// The weights of the new model.
    ///
    /// @param start its own
    /// @param learned those at the end of a training
    public float[] mixed(float[] start, float[] learned) {
        double kept = share == null ? 0 : share;
        var mixed = new float[learned.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (float) (kept * start[i] + (1 - kept) * learned[i]);
        }
        return mixed;
    }
}
