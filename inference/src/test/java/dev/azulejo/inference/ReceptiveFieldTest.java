package dev.azulejo.inference;

import static dev.azulejo.inference.TestImages.floats;
import static dev.azulejo.inference.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.engine.Device;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares a card's radius with the model itself. Too small a radius makes seams, too large a one wastes
/// every halo.
@Tag("slow")
class ReceptiveFieldTest {
    private static final ModelFolder MODELS = new ModelFolder(TestImages.MODELS, Device.CPU);

    /// A change so strong that rounding does not swallow it on its way.
    private static final float CHANGE = 100;

    static List<ModelCard> exactModels() {
        return TestImages.exactModels(MODELS);
    }

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @ParameterizedTest
    @MethodSource("exactModels")
    void aChangedPixelReachesExactlyAsFarAsTheCardSays(ModelCard card) {
        int block = card.alignment();
        int radius = card.receptiveField().haloPx();
        int middle = Math.ceilDiv(radius + block + 1, block) * block;
        var image = noise(2 * middle + block, 2 * middle + block);
        var model = MODELS.warm(new Step(card.id(), card.sha256())).fitted(List.of(image));
        var before = upscaled(model, image);
        int reach = 0;
        for (int place = middle; place < middle + block; place++) {
            reach = Math.max(reach, reach(card, before, upscaled(model, changed(image, place)), place));
        }
        assertThat(reach).isEqualTo(radius);
    }

    private static Planes changed(Planes image, int place) {
        var changed = TestImages.crop(image, new Rect(0, 0, image.width(), image.height()));
        for (int band = 0; band < 3; band++) {
            TestImages.set(changed, band, place, place, CHANGE);
        }
        return changed;
    }

    private static Planes upscaled(Upscaler upscaler, Planes image) {
        var output = Planes.allocate(image.width() * upscaler.scale(), image.height() * upscaler.scale(), 3);
        upscaler.upscale(image, output);
        return output;
    }

    /// The longest distance along an axis, in input pixels, between `place` and the block of a sample that
    /// changed.
    private static int reach(ModelCard card, Planes before, Planes after, int place) {
        float[] was = floats(before);
        float[] is = floats(after);
        int reach = 0;
        for (int index = 0; index < was.length; index++) {
            if (was[index] != is[index]) {
                int x = index % before.width() / card.scale();
                int y = index / before.width() % before.height() / card.scale();
                reach = Math.max(reach, Math.max(distance(x, place, card), distance(y, place, card)));
            }
        }
        return reach;
    }

    private static int distance(int position, int place, ModelCard card) {
        int first = position / card.alignment() * card.alignment();
        int last = first + card.alignment() - 1;
        return Math.max(first - place, place - last);
    }
}
