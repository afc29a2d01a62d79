package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.worker.AbandonableModels.Abandoned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AbandonableModelsTest {
    private static final Step STEP = new Step(DoublingModel.ID, "5e".repeat(32));
    private final DoublingModel model = new DoublingModel();
    private final AbandonableModels models = new AbandonableModels(model);

    @Test
    void aModelIsAlwaysTheSameObjectBecauseFittedChainsAreKeptByIt() {
        assertThat(models.warm(STEP)).isSameAs(models.warm(STEP));
    }

    @Test
    void noTileStartsAfterTheyWereAbandoned() {
        var warm = models.warm(STEP);
        warm.upscale(Planes.allocate(2, 2, 3), Planes.allocate(4, 4, 3));
        models.abandon();
        assertThatThrownBy(() -> warm.upscale(Planes.allocate(2, 2, 3), Planes.allocate(4, 4, 3)))
                .isInstanceOf(Abandoned.class);
        assertThat(model.tiles()).isEqualTo(1);
    }

    @Test
    void aModelThatIsFittedToAnImageCanBeAbandonedToo() {
        var told = new ArrayList<List<Planes>>();
        var fitting = new AbandonableModels(new Fitting(model, told));
        var sample = List.of(Planes.allocate(2, 2, 3));
        var fitted = fitting.warm(STEP).fitted(sample);
        assertThat(told).containsExactly(sample);
        assertThat(fitted.fingerprint()).isEqualTo("doubling");
        fitted.upscale(Planes.allocate(2, 2, 3), Planes.allocate(4, 4, 3));
        fitting.abandon();
        assertThatThrownBy(() -> fitted.upscale(Planes.allocate(2, 2, 3), Planes.allocate(4, 4, 3)))
                .isInstanceOf(Abandoned.class);
        assertThat(model.tiles()).isEqualTo(1);
    }

    @Test
    void aModelThatNeedsNoFittingStaysTheSameObject() {
        var warm = models.warm(STEP);
        assertThat(warm.fitted(List.of())).isSameAs(warm);
    }

    /// A model that becomes another one once it is fitted.
    private record Fitting(DoublingModel model, List<List<Planes>> told) implements Models, Upscaler {
        @Override
        public int scale() {
            return 2;
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            throw new IllegalStateException("is not fitted");
        }

        @Override
        public Upscaler fitted(List<Planes> sample) {
            told.add(sample);
            return model;
        }

        @Override
        public String fingerprint() {
            return "not fitted";
        }

        @Override
        public List<ModelCard> cards() {
            return model.cards();
        }

        @Override
        public ModelCard card(String id) {
            return model.card(id);
        }

        @Override
        public Upscaler warm(Step step) {
            return this;
        }
    }

    @Test
    void allElseIsAsTheModelSays() {
        assertThat(models.cards()).isEqualTo(model.cards());
        assertThat(models.warm(STEP).scale()).isEqualTo(2);
        assertThat(models.warm(STEP).fingerprint()).isEqualTo("doubling");
    }
}
