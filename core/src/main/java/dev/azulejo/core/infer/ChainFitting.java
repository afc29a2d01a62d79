package dev.azulejo.core.infer;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.Planes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Fits the models of a chain to the sample of an image, step by step: each sees the sample as the steps before
/// it, themselves fitted, leave it.
final class ChainFitting {
    private static final int MODEL_BANDS = 3;

    private ChainFitting() {}

    static WarmChain of(Manifest manifest, List<ModelCard> cards, WarmChain chain, List<PixelBlock> crops) {
        var steps = new ArrayList<WarmStep>();
        var sample = crops.stream().map(crop -> input(manifest, chain, crop)).toList();
        for (int i = 0; i < cards.size(); i++) {
            var step = chain.steps().get(i);
            var fitted = cards.get(i).needsSample() ? step.fitted(sample) : step;
            steps.add(fitted);
            boolean isSeenAgain = cards.subList(i + 1, cards.size()).stream().anyMatch(ModelCard::needsSample);
            sample = isSeenAgain
                    ? sample.stream().map(crop -> after(fitted, crop)).toList()
                    : List.of();
        }
        return new WarmChain(steps, chain.boundary());
    }

    /// A crop as the first step would see it, were it the whole image.
    private static Planes input(Manifest manifest, WarmChain chain, PixelBlock crop) {
        int alignment = manifest.grid().alignment();
        var size = new Size(
                Math.ceilDiv(crop.width(), alignment) * alignment, Math.ceilDiv(crop.height(), alignment) * alignment);
        var planes = Planes.allocate(size.width(), size.height(), MODEL_BANDS);
        ModelInput.fill(planes, crop, manifest.opaque(), chain.boundary());
        return planes;
    }

    private static Planes after(WarmStep step, Planes crop) {
        int scale = step.model().scale();
        var planes = Planes.allocate(crop.width() * scale, crop.height() * scale, MODEL_BANDS);
        step.run(crop, planes, new HashSet<>());
        return planes;
    }
}
