package dev.azulejo.lab.quote;

import dev.azulejo.lab.net.Link;
import dev.azulejo.lab.net.StLpips;
import dev.azulejo.lab.recipe.TrainingRecipe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Describes the work of one step of a training.
///
/// @param learning seconds that this machine takes to learn from a batch, two threads at once
/// @param drawing seconds that one of its processors takes to cut and damage the batch
/// @param operations floating-point operations of learning: a multiplication and an addition for each weight and each
///     pixel, once forward and twice back
public record StepWork(double learning, double drawing, double operations) {
    private static final int PASSES = 3;

    /// Adds to measured times the operations that follow from the recipe.
    ///
    /// @param links the networks that learn, all but the last of scale 1
    /// @param metric that the recipe learns by, which looks at answers forward and back and once at truths
    public static StepWork of(
            TrainingRecipe recipe, List<Link> links, @Nullable StLpips metric, double learning, double drawing) {
        double pixels = (double) recipe.patch() * recipe.patch() * recipe.batch();
        double multiplications = links.stream()
                .mapToDouble(link -> link.parameters().multiplications())
                .sum();
        double looks = metric == null ? 0 : metric.multiplications(recipe.patch() * recipe.scale()) * recipe.batch();
        return new StepWork(learning, drawing, 2 * PASSES * (multiplications * pixels + looks));
    }

    /// The seconds of a step on this machine, where a batch is drawn first and then learned from.
    public double here() {
        return learning + drawing;
    }
}
