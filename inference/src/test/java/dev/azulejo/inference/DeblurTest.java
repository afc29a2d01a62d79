package dev.azulejo.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.engine.Device;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests the model that deblurs: what its card asks of tiles, and, on a machine whose user has downloaded
/// it, what it does.
class DeblurTest {
    private static final String ID = "maxim-deblur";
    private static final int SIDE = 128;
    private static final int REACH = 5;

    @Test
    void tilesStartAndEndWhereItsCoarsestBlocksDo() {
        try (var models = models()) {
            var card = models.card(ID);
            assertThat(card.alignment()).isEqualTo(64);
            assertThat(card.boundary()).isEqualTo(Boundary.REFLECT);
            var field = (ReceptiveField.Measured) card.receptiveField();
            assertThat(field.haloPx() + field.overlapPx())
                    .as("more than a multiple of the alignment would cost a multiple more")
                    .isEqualTo(card.alignment());
            assertThat(card.bestSide().values()).allMatch(side -> side % card.alignment() == 0);
        }
    }

    @Test
    @Tag("slow")
    @DisplayName("a photograph blurred along a line comes nearer to what it was (where maxim-deblur was pulled)")
    void aBlurredPhotographComesNearerToWhatItWas() throws IOException {
        try (var models = models()) {
            assumeTrue(models.weights(ID).isPresent(), "maxim-deblur was not pulled: azulejo models pull maxim-deblur");
            var sharp = TestImages.photograph(SIDE, SIDE);
            var blurred = blurredAcross(sharp);
            var made = Planes.allocate(SIDE, SIDE, 3);
            models.warm(new Step(ID, models.card(ID).sha256())).upscale(blurred, made);
            assertThat(error(made, sharp)).isLessThan(error(blurred, sharp) / 1.5);
        }
    }

    private static ModelFolder models() {
        var caches = System.getenv("XDG_CACHE_HOME");
        var cache = caches == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        return new ModelFolder(TestImages.MODELS, cache.resolve("azulejo").resolve("models"), Device.CPU);
    }

    /// Blurs each pixel to the mean of eleven in its row; the ends of a row are repeated.
    private static Planes blurredAcross(Planes of) {
        var blurred = Planes.allocate(SIDE, SIDE, 3);
        for (int at = 0; at < of.samples().capacity(); at++) {
            int row = at / SIDE * SIDE;
            float sum = 0;
            for (int x = -REACH; x <= REACH; x++) {
                sum += of.samples().get(row + Math.clamp(at - row + x, 0, SIDE - 1));
            }
            blurred.samples().put(at, sum / (2 * REACH + 1));
        }
        return blurred;
    }

    /// The mean of squared differences without a margin, where the outside is unknown.
    private static double error(Planes of, Planes from) {
        double sum = 0;
        for (int at = 0; at < of.samples().capacity(); at++) {
            int x = at % SIDE;
            double difference = x < 2 * REACH || x >= SIDE - 2 * REACH
                    ? 0
                    : of.samples().get(at) - from.samples().get(at);
            sum += difference * difference;
        }
        return sum;
    }
}
