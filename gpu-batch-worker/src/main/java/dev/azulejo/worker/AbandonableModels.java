package dev.azulejo.worker;

import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.RoundedAnswer;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Models that can be told to take no further tile, so that a shard ends within the time of one tile.
/// Interrupting its thread would not do: the request that aborts its upload would be interrupted as well.
/// Thread-safe.
final class AbandonableModels implements Models {
    private final Models models;
    /// One wrapper for each model, always the same: chains that were fitted to an image are kept by their
    /// models.
    private final ConcurrentHashMap<Upscaler, Upscaler> wrapped = new ConcurrentHashMap<>();

    private volatile boolean abandoned;

    /// Thrown when no tile is taken any more.
    static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("this worker takes no further tile");
        }
    }

    AbandonableModels(Models models) {
        this.models = models;
    }

    /// Makes each tile that is about to start from now on throw [Abandoned].
    void abandon() {
        abandoned = true;
    }

    @Override
    public List<ModelCard> cards() {
        return models.cards();
    }

    @Override
    public ModelCard card(String id) {
        return models.card(id);
    }

    @Override
    public Upscaler warm(Step step) {
        return wrapped.computeIfAbsent(models.warm(step), Wrapped::new);
    }

    private final class Wrapped implements Upscaler {
        private final Upscaler model;

        Wrapped(Upscaler model) {
            this.model = model;
        }

        @Override
        public int scale() {
            return model.scale();
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            stopIfAbandoned();
            return model.upscale(input, output);
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output, RoundedAnswer rounded) {
            stopIfAbandoned();
            return model.upscale(input, output, rounded);
        }

        private void stopIfAbandoned() {
            if (abandoned) {
                throw new Abandoned();
            }
        }

        @Override
        public int shrinksBy() {
            return model.shrinksBy();
        }

        @Override
        public Upscaler within(Sides inner) {
            return sameOrWrapped(model.within(inner));
        }

        @Override
        public Upscaler fitted(List<Planes> sample) {
            return sameOrWrapped(model.fitted(sample));
        }

        private Upscaler sameOrWrapped(Upscaler made) {
            return made.equals(model) ? this : new Wrapped(made);
        }

        @Override
        public String fingerprint() {
            return model.fingerprint();
        }
    }
}
