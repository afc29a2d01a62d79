package dev.azulejo.simulator.protocol;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.simulator.image.BlurModel;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A model that no halo suffices for: it makes each tile darker by a share of that tile's mean. So its results
/// overlap.
///
/// @param share 0 for a plain blur
record TileMeanModel(float share, int overlapPx) implements Models, Upscaler {
    private static final int BEST_SIDE = 44;

    @Override
    public int scale() {
        return 2;
    }

    @Override
    public Optional<String> upscale(Planes input, Planes output) {
        new BlurModel().upscale(input, output);
        double sum = 0;
        for (int i = 0; i < 3 * input.planeLength(); i++) {
            sum += input.samples().get(i);
        }
        float less = (float) (share * sum / (3 * input.planeLength()));
        for (int i = 0; i < 3 * output.planeLength(); i++) {
            output.samples().put(i, output.samples().get(i) - less);
        }
        return Optional.empty();
    }

    @Override
    public String fingerprint() {
        return "tile mean";
    }

    @Override
    public List<ModelCard> cards() {
        return List.of(card("animevideo-x2"));
    }

    @Override
    public ModelCard card(String id) {
        if (!id.equals("animevideo-x2")) {
            throw new PermanentFailure("there is no model " + id);
        }
        var blur = BlurModel.card(id, new ReceptiveField.Measured(BlurModel.RADIUS, overlapPx), 1, Set.of(), BEST_SIDE);
        return new ModelCard(
                id,
                blur.version(),
                "a blur, darker by a share of the mean",
                blur.sha256(),
                blur.licence(),
                blur.origin(),
                blur.scale(),
                blur.alignment(),
                blur.receptiveField(),
                blur.boundary(),
                blur.conditions(),
                null, // darker is not what it was given, and no guard shall mend that
                blur.bestSide(),
                blur.bytesPerInputPixel(),
                blur.outputMegapixelsPerSecond());
    }

    @Override
    public Upscaler warm(Step step) {
        return this;
    }
}
