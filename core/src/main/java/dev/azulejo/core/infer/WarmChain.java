package dev.azulejo.core.infer;

import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.Upscaler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The models of a job, ready to run one after another on the same tile.
///
/// @param boundary how an image is extended to a multiple of the chain's alignment
public record WarmChain(List<WarmStep> steps, Boundary boundary) {
    public WarmChain {
        steps = List.copyOf(steps);
    }

    /// @param cards of the models, in the same order
    public static WarmChain of(List<ModelCard> cards, List<? extends Upscaler> models) {
        var steps = new ArrayList<WarmStep>();
        for (int i = 0; i < cards.size(); i++) {
            steps.add(new WarmStep(models.get(i), cards.get(i).guardMargin()));
        }
        return new WarmChain(steps, boundary(cards));
    }

    /// That of the first model that needs sides of certain multiples; to the others an extended image is like
    /// any.
    private static Boundary boundary(List<ModelCard> cards) {
        return cards.stream()
                .filter(card -> card.alignment() > 1)
                .map(ModelCard::boundary)
                .findFirst()
                .orElse(Boundary.REPLICATE);
    }

    /// What made its results: see [Upscaler#fingerprint].
    String fingerprint() {
        return steps.stream().map(step -> step.model().fingerprint()).distinct().collect(Collectors.joining(" + "));
    }

    public int scale() {
        return steps.stream().mapToInt(step -> step.model().scale()).reduce(1, Math::multiplyExact);
    }
}
