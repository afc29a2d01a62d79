package dev.azulejo.inference;

import static dev.azulejo.inference.TestImages.floats;
import static dev.azulejo.inference.TestImages.noise;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.recipe.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A card's radius against the model itself. Too small a radius makes seams, too large a one wastes every
/// halo.
class ReceptiveFieldTest {
    @ParameterizedTest
    @ValueSource(strings = {"span-x2", "span-x4"})
    void aChangedPixelReachesExactlyAsFarAsTheCardSays(String id) {
        try (var models = new ModelFolder(TestImages.MODELS, Device.CPU)) {
            var card = models.card(id);
            int radius = card.receptiveField().haloPx();
            int middle = radius + 3;
            var image = noise(2 * middle + 1, 2 * middle + 1);
            var before = upscaled(models, id, image);
            for (int band = 0; band < 3; band++) {
                boolean dark = image.at(band, middle, middle) < 0.5f;
                TestImages.set(image, band, middle, middle, dark ? 1 : 0);
            }
            var after = upscaled(models, id, image);

            assertThat(reach(before, after, image.width() * card.scale(), card.scale(), middle))
                    .isEqualTo(radius);
        }
    }

    private static float[] upscaled(ModelFolder models, String id, Planes image) {
        var upscaler = models.warm(new Step(id, models.card(id).sha256()));
        var output = Planes.allocate(image.width() * upscaler.scale(), image.height() * upscaler.scale(), 3);
        upscaler.upscale(image, output);
        return floats(output);
    }

    /// The longest distance along an axis, in input pixels, between the middle and a sample that changed.
    private static int reach(float[] before, float[] after, int width, int scale, int middle) {
        int reach = 0;
        for (int index = 0; index < before.length; index++) {
            if (before[index] != after[index]) {
                int x = index % width / scale;
                int y = index / width % width / scale; // the image is square
                reach = Math.max(reach, Math.max(Math.abs(x - middle), Math.abs(y - middle)));
            }
        }
        return reach;
    }
}
