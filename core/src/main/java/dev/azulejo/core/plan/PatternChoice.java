package dev.azulejo.core.plan;

import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.recipe.Look;
import dev.azulejo.core.recipe.Recipes;
import java.util.Locale;

/// Warns if an image is mostly a pattern of single pixels (see [PixelPatterns]) while its recipe does not
/// look for kinds. Models were trained on photographs: they join dots into strokes and take fine rings for
/// coarse ones. `auto` interpolates such an image; any other recipe does what it was asked for, and the
/// warning names the alternative.
///
/// @param share of the image that is such a pattern, 0 to 1
record PatternChoice(JobPlan plan, double share) {
    /// The share of pattern from which to warn: drawings have 0.09 at most; rings and stripes 0.77 and
    /// more, images dithered to 8 to 32 colours 0.55 and more.
    static final double MOSTLY = 0.3;

    private static final String PATTERN = "a pattern of single pixels, such as dithering, fine stripes or rings";

    /// Whether patterns matter for a job, so they must be looked for.
    static boolean matters(JobPlan plan) {
        boolean isSettled = Recipes.named(plan.chain().recipe())
                .filter(recipe -> recipe.look() == Look.EVERYTHING)
                .isPresent();
        return plan.scale() > 1 && !plan.steps().isEmpty() && !isSettled;
    }

    JobPlan decided() {
        if (!matters(plan) || share < MOSTLY) {
            return plan;
        }
        return plan.with(String.format(
                Locale.ROOT,
                "%.0f %% of the image is %s, which models enlarge worse than interpolation: try the recipe %s or %s",
                100 * share,
                PATTERN,
                Recipes.DEFAULT.name(),
                Recipes.RESIZE.name()));
    }
}
