package dev.azulejo.core.infer.chain;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.tiling.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The models of a job, ready to run one after another on the same tile.
///
/// @param boundary how an image is extended to a multiple of the chain's alignment
/// @param routes what runs instead of the last step where the image is of another kind; absent where it is of one kind
public record WarmChain(
        List<WarmStep> steps, Boundary boundary, @Nullable Routes routes) {
    public WarmChain {
        steps = List.copyOf(steps);
        if (routes != null) {
            routes.check(steps.getLast());
        }
    }

    public WarmChain(List<WarmStep> steps, Boundary boundary) {
        this(steps, boundary, null);
    }

    /// Returns this chain with other last steps for other kinds of picture.
    public WarmChain routed(Routes newRoutes) {
        return new WarmChain(steps, boundary, newRoutes);
    }

    /// @param cards of the models, in the same order
    public static WarmChain of(List<ModelCard> cards, List<? extends Upscaler> models) {
        var steps = new ArrayList<WarmStep>();
        for (int i = 0; i < cards.size(); i++) {
            steps.add(WarmStep.of(cards.get(i), models.get(i)));
        }
        return new WarmChain(steps, boundary(cards));
    }

    /// The boundary of the first model that needs an aligned size; the other models see an extended image
    /// like any other.
    private static Boundary boundary(List<ModelCard> cards) {
        return cards.stream()
                .filter(card -> card.alignment() > 1)
                .map(ModelCard::boundary)
                .findFirst()
                .orElse(Boundary.REPLICATE);
    }

    /// The fingerprint of the engines that make the chain's results: see [Upscaler#fingerprint].
    public String fingerprint() {
        var others = routes == null ? Stream.<WarmStep>empty() : routes.all();
        return Stream.concat(steps.stream(), others)
                .map(step -> step.model().fingerprint())
                .distinct()
                .collect(Collectors.joining(" + "));
    }

    public int scale() {
        return scaleBefore(steps.size());
    }

    public int scaleBeforeLast() {
        return scaleBefore(steps.size() - 1);
    }

    public int scaleBefore(int step) {
        return steps.subList(0, step).stream()
                .mapToInt(before -> before.model().scale())
                .reduce(1, Math::multiplyExact);
    }

    /// The part of a tile that a step has to see, in pixels of the image: what the next step has to see,
    /// with its own halo around it. After the last step it is what the result keeps.
    public Rect seen(int step, Tile tile) {
        if (step == steps.size()) {
            return tile.kept();
        }
        int scale = scaleBefore(step);
        int halo = Math.ceilDiv(haloPx(step), scale);
        int unit = steps.get(step).unit(scale);
        return seen(step + 1, tile).grown(halo).alignedTo(unit).intersection(tile.padded());
    }

    private int haloPx(int step) {
        int own = steps.get(step).haloPx();
        return routes == null || step < steps.size() - 1 ? own : Math.max(own, routes.haloPx());
    }
}
