package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.worker.AbandonableModels.Abandoned;
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
    void allElseIsAsTheModelSays() {
        assertThat(models.cards()).isEqualTo(model.cards());
        assertThat(models.warm(STEP).scale()).isEqualTo(2);
        assertThat(models.warm(STEP).fingerprint()).isEqualTo("doubling");
    }
}
