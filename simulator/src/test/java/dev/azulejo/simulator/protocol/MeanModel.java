package dev.azulejo.simulator.protocol;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.model.Condition;
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
import java.util.concurrent.atomic.AtomicInteger;

/// A model that looks at the whole image at once: a blur of what is left when the image's mean is taken away.
/// Its sides must be multiples of four. What is not fitted takes the mean of what it is given.
final class MeanModel implements Models, Upscaler {
    private static final int BEST_SIDE = 40;
    private final BlurModel blur = new BlurModel();

    /// How often it was fitted.
    final AtomicInteger fits = new AtomicInteger();

    @Override
    public int scale() {
        return 2;
    }

    @Override
    public Optional<String> upscale(Planes input, Planes output) {
        return withMean(mean(List.of(input))).upscale(input, output);
    }

    @Override
    public Upscaler fitted(List<Planes> sample) {
        fits.incrementAndGet();
        return withMean(mean(sample));
    }

    private Upscaler withMean(float mean) {
        return new Fitted(blur, mean);
    }

    private static float mean(List<Planes> sample) {
        double sum = 0;
        long count = 0;
        for (var planes : sample) {
            for (int i = 0; i < 3 * planes.planeLength(); i++, count++) {
                sum += planes.samples().get(i);
            }
        }
        return (float) (sum / count);
    }

    private record Fitted(BlurModel blur, float mean) implements Upscaler {
        @Override
        public int scale() {
            return 2;
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            if (input.width() % 4 != 0 || input.height() % 4 != 0) {
                throw new IllegalArgumentException("%dx%d".formatted(input.width(), input.height()));
            }
            blur.upscale(input, output);
            for (int i = 0; i < 3 * output.planeLength(); i++) {
                output.samples().put(i, output.samples().get(i) / 2 + 0.5f - mean / 2);
            }
            return Optional.empty();
        }

        @Override
        public String fingerprint() {
            return "mean";
        }
    }

    @Override
    public String fingerprint() {
        return "mean";
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
        return BlurModel.card(id, new ReceptiveField.Radius(BlurModel.RADIUS), 4, Set.of(Condition.POOLED), BEST_SIDE);
    }

    @Override
    public Upscaler warm(Step step) {
        return this;
    }
}
