package dev.azulejo.lab.quote;

import dev.azulejo.lab.net.Parameters;
import dev.azulejo.lab.recipe.TrainingRecipe;

/// Describes the work of one step of a training.
///
/// @param learning seconds that this machine takes to learn from a batch, two threads at once
/// @param drawing seconds that one of its processors takes to cut and damage the batch
/// @param operations floating-point operations of learning: a multiplication and an addition for each weight and each
///     pixel, once forward and twice back
public record StepWork(double learning, double drawing, double operations) {
    private static final int PASSES = 3;

    /// Adds to measured times the operations that follow from the recipe.
    public static StepWork of(TrainingRecipe recipe, double learning, double drawing) {
        double pixels = (double) recipe.patch() * recipe.patch() * recipe.batch();
        double multiplications = Parameters.of(recipe.net(), recipe.scale()).multiplications();
        return new StepWork(learning, drawing, 2 * PASSES * multiplications * pixels);
    }

    /// The seconds of a step on this machine, where a batch is drawn first and then learned from.
    public double here() {
        return learning + drawing;
    }
}
