package dev.azulejo.functions;

import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import java.util.List;
import java.util.Optional;

/// In place of every model: each pixel becomes a square. Enough for [InferStage] to write results of the right shape.
record NearestNeighbour(ModelCards known) implements Models {
    @Override
    public List<ModelCard> cards() {
        return known.cards();
    }

    @Override
    public ModelCard card(String id) {
        return known.card(id);
    }

    @Override
    public Upscaler warm(Step step) {
        return new Squares(card(step.model()).scale());
    }

    private record Squares(int scale) implements Upscaler {
        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            for (int band = 0; band < output.bands(); band++) {
                for (int y = 0; y < output.height(); y++) {
                    for (int x = 0; x < output.width(); x++) {
                        int at = band * output.planeLength() + y * output.width() + x;
                        output.samples().put(at, input.at(band, x / scale, y / scale));
                    }
                }
            }
            return Optional.empty();
        }

        @Override
        public String fingerprint() {
            return "nearest neighbour";
        }
    }
}
