package dev.azulejo.integration.cloud;

import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import java.util.List;
import java.util.Optional;

/// Models that cost nothing in the place of the real ones, by whose cards jobs are planned: they repeat pixels.
record NearestModels(ModelCards real) implements Models {
    @Override
    public List<ModelCard> cards() {
        return real.cards();
    }

    @Override
    public ModelCard card(String id) {
        return real.card(id);
    }

    @Override
    public Upscaler warm(Step step) {
        return new Nearest(card(step.model()).scale());
    }

    private record Nearest(int scale) implements Upscaler {
        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            var row = new float[output.width()];
            for (int line = 0; line < output.bands() * output.height(); line++) {
                int from =
                        line / output.height() * input.planeLength() + line % output.height() / scale * input.width();
                for (int x = 0; x < row.length; x++) {
                    row[x] = input.samples().get(from + x / scale);
                }
                output.samples().put(line * row.length, row);
            }
            return Optional.empty();
        }

        @Override
        public String fingerprint() {
            return "nearest";
        }
    }
}
