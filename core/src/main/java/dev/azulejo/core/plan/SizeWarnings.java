package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.resize.ResultLayout;
import dev.azulejo.core.resize.Sizing;
import dev.azulejo.core.resize.TargetSize;
import java.util.ArrayList;
import java.util.List;

/// Warnings about a size that was asked for.
///
/// @param image the upright source
/// @param chain that is used for it
record SizeWarnings(Size image, Chain chain, ResultLayout layout) {
    /// The dots per inch below which even a poster shows blur, on any paper.
    private static final double FEWEST_DOTS_PER_INCH = 150;

    /// The enlargement beyond the models' that does not show when it is interpolated.
    private static final double UNSEEN_ENLARGEMENT = 1.05;

    List<String> all(TargetSize target) {
        var warnings = new ArrayList<String>();
        double enlargement = Sizing.enlargement(image, layout);
        double left = enlargement / chain.scale();
        if (left > UNSEEN_ENLARGEMENT && chain.scale() == 1 && !isResize()) {
            warnings.add("%s takes no model that enlarges: all that leads to %s, %.1f times, is interpolated"
                    .formatted(chain.recipe(), layout.resized(), left));
        } else if (left > UNSEEN_ENLARGEMENT && !isResize()) {
            warnings.add("%s enlarges %d times: the rest to %s, %.1f times, is interpolated"
                    .formatted(chain.recipe(), chain.scale(), layout.resized(), left));
        }
        var dots = new Sizing(target, image).effectiveDotsPerInch();
        if (dots != null && dots < FEWEST_DOTS_PER_INCH) {
            warnings.add("the image has %.0f pixels an inch of its own at that size; from %.0f on prints look sharp"
                    .formatted(dots, FEWEST_DOTS_PER_INCH));
        }
        if (layout.canvas().pixels() < layout.resized().pixels() && !layout.fillsCanvas()) {
            warnings.add("of %s pixels the middle %s were kept".formatted(layout.resized(), layout.canvas()));
        }
        return warnings;
    }

    private boolean isResize() {
        return chain.recipe().equals(Recipes.RESIZE.name());
    }
}
