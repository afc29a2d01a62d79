package dev.azulejo.core.plan;

import dev.azulejo.core.job.JobPlan;
import dev.azulejo.core.recipe.Recipes;
import java.util.Locale;

/// What to do with an image that is mostly a pattern of single pixels (see [PixelPatterns]). Models were trained on
/// photographs: they join dots into strokes and take fine rings for coarse ones. So `auto` interpolates such an image;
/// any other recipe does what it was asked for, and says what else there is.
///
/// @param share of the image that is such a pattern, 0 to 1
record PatternChoice(JobPlan plan, double share) {
    /// Drawings have 0.09 at most; rings and stripes 0.77 and more, what was dithered to 8 to 32 colours 0.55 and more.
    static final double MOSTLY = 0.3;

    private static final String PATTERN = "a pattern of single pixels, such as dithering, fine stripes or rings";

    /// Whether it matters what the pixels of such a job are.
    static boolean matters(JobPlan plan) {
        return plan.scale() > 1 && !plan.steps().isEmpty();
    }

    JobPlan decided() {
        if (!matters(plan) || share < MOSTLY) {
            return plan;
        }
        var found = String.format(Locale.ROOT, "%.0f %% of the image is %s", 100 * share, PATTERN);
        return isFree()
                ? plan.with(plan.chain().interpolated(found + ": interpolated, no model"))
                : plan.with("%s, which models enlarge worse than interpolation: try the recipe %s or %s"
                        .formatted(found, Recipes.DEFAULT.name(), Recipes.RESIZE.name()));
    }

    /// Whether the recipe chooses by the image, and the tiles, which are cut already, show enough around them.
    private boolean isFree() {
        return plan.chain().mayInterpolate() && plan.grid().halo() >= Planner.CUBIC_PX;
    }
}
