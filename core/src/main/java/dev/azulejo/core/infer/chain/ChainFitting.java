package dev.azulejo.core.infer.chain;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.sample.ModelInput;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Fits the models of a chain to the sample of an image, step by step: each sees the sample as the fitted
/// steps before it leave it.
///
/// @param cards of the chain's models, in the same order
/// @param alignment of the grid that the image is cut by
/// @param opaque whether the whole image is
public record ChainFitting(List<ModelCard> cards, WarmChain chain, int alignment, boolean opaque) {
    private static final int MODEL_BANDS = 3;

    /// @param crops of the image, all of one size
    public WarmChain to(List<PixelBlock> crops) {
        var steps = new ArrayList<WarmStep>();
        var sample = crops.stream().map(this::input).toList();
        for (int i = 0; i < cards.size(); i++) {
            var step = chain.steps().get(i);
            var fitted = cards.get(i).needsSample() ? step.fitted(sample) : step;
            steps.add(fitted);
            boolean isSeenAgain = cards.subList(i + 1, cards.size()).stream().anyMatch(ModelCard::needsSample);
            sample = isSeenAgain
                    ? sample.stream().map(crop -> after(fitted, crop)).toList()
                    : List.of();
        }
        return new WarmChain(steps, chain.boundary(), chain.routes());
    }

    /// Converts a crop to what the first step would see if the crop were the whole image.
    private Planes input(PixelBlock crop) {
        var size = new Size(
                Math.ceilDiv(crop.width(), alignment) * alignment, Math.ceilDiv(crop.height(), alignment) * alignment);
        var planes = Planes.allocate(size.width(), size.height(), MODEL_BANDS);
        ModelInput.fill(planes, crop, opaque, chain.boundary());
        return planes;
    }

    private static Planes after(WarmStep step, Planes crop) {
        int scale = step.model().scale();
        var planes = Planes.allocate(crop.width() * scale, crop.height() * scale, MODEL_BANDS);
        step.run(new WarmStep.Pass(crop, planes), new HashSet<>(), Progress.NONE);
        planes.clamp();
        return planes;
    }
}
