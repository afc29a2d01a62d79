package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.tiling.TileGrid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Refuses images that do not suit the models of a chain, in tiles or at once.
///
/// @param wrap along which axes the image goes on at its opposite edge; absent for one that ends
record TilingCheck(Size upright, ChainNeeds needs, @Nullable Wrap wrap) {
    /// The refusal; empty if the image can be cut for these models.
    Optional<PlanOutcome> refusal() {
        return ofWrapping().or(this::ofWhole).map(words -> new Refused(Reason.IMPOSSIBLE_SIZE, words));
    }

    private Optional<String> ofWrapping() {
        if (wrap == null) {
            return Optional.empty();
        }
        if (needs.seesWhole()) {
            return Optional.of("shall wrap, but a model of this recipe must see the whole picture at once, and nothing"
                    + " beside it: leave wrap out, or take other models");
        }
        return TileGrid.mayWrap(upright, needs.alignment(), wrap)
                ? Optional.empty()
                : Optional.of(
                        ("has %s pixels, but wrap is %s, and a model of this recipe works in blocks of %d pixels, which must go on at the"
                                        + " opposite edge: make the sides that wrap multiples of %d, or take other models")
                                .formatted(upright, wrap.text(), needs.alignment(), needs.alignment()));
    }

    private Optional<String> ofWhole() {
        return needs.tooSmall(upright)
                .map(model -> ("has %s pixels, but %s must see the whole picture at once, and takes %d x %d at most:"
                                + " cut out the part that it is for, or make the picture smaller first")
                        .formatted(upright, model.model(), model.mostPx(), model.mostPx()));
    }
}
