package dev.azulejo.lab.recipe;

/// Has the trained networks of a chain learn as one. Each patch has the damage of the last stage's recipe and
/// goes through all networks; the last stage's loss moves the weights of all. Batch, patch, average and
/// pictures are the last stage's, too.
///
/// @param steps how often they learn from a batch
/// @param rate at which they learn at first; it falls to 0 along half a cosine
public record Together(int steps, double rate) {
    public Together {
        if (steps < 1 || steps > TrainingRecipe.MOST_STEPS) {
            throw new IllegalArgumentException(
                    "together: steps is %d, expected 1 to %d".formatted(steps, TrainingRecipe.MOST_STEPS));
        }
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                    "together: rate is %s, expected more than 0 and at most 1".formatted(rate));
        }
    }
}
