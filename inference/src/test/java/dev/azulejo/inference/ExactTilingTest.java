package dev.azulejo.inference;

import static dev.azulejo.inference.TestImages.crop;
import static dev.azulejo.inference.TestImages.floats;
import static dev.azulejo.inference.TestImages.noise;
import static dev.azulejo.inference.TestImages.paste;
import static dev.azulejo.inference.TestImages.photograph;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.tiling.TileGrid;
import dev.azulejo.inference.engine.Device;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests the promise behind all tiling, float for float and for every model with a radius: with the halo of
/// its card, and cut at multiples of its alignment, tiles equal the whole image. In 8 bits a halo too short
/// would hardly show.
@Tag("slow")
public class ExactTilingTest {
    private static final ModelFolder MODELS = new ModelFolder(TestImages.MODELS, Device.CPU);
    private static final List<Integer> INTERIORS = List.of(12, 25);

    static List<ModelCard> exactModels() {
        return TestImages.exactModels(MODELS);
    }

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @ParameterizedTest
    @MethodSource("exactModels")
    void tilesWithTheHaloOfTheCardAreTheWholeImage(ModelCard card) throws IOException {
        for (var image : List.of(noise(93, 58), photograph(93, 58))) {
            var model = fitted(card, image);
            var whole = floats(whole(card, model, image));
            for (int interior : INTERIORS) {
                assertThat(floats(tiled(card, model, image, interior)))
                        .as("interiors of %d", interior)
                        .isEqualTo(whole);
            }
            int halo = card.receptiveField().haloPx();
            assertThat(floats(tiled(card, model, image, INTERIORS.getFirst(), halo, false)))
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("exactModels")
    void aHaloOneStepShorterShows(ModelCard card) throws IOException {
        for (var image : List.of(noise(93, 58), photograph(93, 58))) {
            var model = fitted(card, image);
            int shorter = card.receptiveField().haloPx() - card.alignment();
            assertThat(floats(tiled(card, model, image, INTERIORS.getFirst(), shorter, false)))
                    .isNotEqualTo(floats(whole(card, model, image)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "1, 97", "2, 71", "83, 1", "5, 6", "42, 43", "43, 42", "64, 7"})
    void tinyAndNarrowImagesTileLikeAnyOther(int width, int height) {
        for (var card : exactModels()) {
            var image = noise(width, height);
            var model = fitted(card, image);
            assertThat(floats(tiled(card, model, image, 20)))
                    .as("%s of %dx%d", card.id(), width, height)
                    .isEqualTo(floats(whole(card, model, image)));
        }
    }

    /// The image put together from tiles; along inner sides a model that shrinks answers for less than it
    /// sees, by all of such a halo.
    private static Planes tiled(ModelCard card, Upscaler model, Planes image, int interior) {
        return tiled(card, model, image, interior, card.receptiveField().haloPx(), true);
    }

    private static Planes tiled(
            ModelCard card, Upscaler model, Planes image, int interior, int halo, boolean mayShrink) {
        int scale = card.scale();
        var stitched = Planes.allocate(image.width() * scale, image.height() * scale, 3);
        var seen = extended(image, card.alignment());
        var grid =
                new TileGrid(new Size(image.width(), image.height()), interior + 2 * halo, halo, card.alignment(), 0);
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                var tile = grid.tile(column, row);
                var inner = mayShrink ? tile.inner() : Sides.NONE;
                var answered = inner.cut(tile.padded(), model.shrinksBy());
                var part = upscaled(model.within(inner), crop(seen, tile.padded()), answered.size());
                paste(
                        part,
                        tile.kept().relativeTo(answered).times(scale),
                        stitched,
                        tile.kept().times(scale));
            }
        }
        return stitched;
    }

    private static Planes whole(ModelCard card, Upscaler model, Planes image) {
        var extended = extended(image, card.alignment());
        var result = upscaled(model, extended, new Size(extended.width(), extended.height()));
        return crop(result, new Rect(0, 0, image.width() * card.scale(), image.height() * card.scale()));
    }

    /// The planes mirrored to the right and below, to multiples.
    private static Planes extended(Planes image, int multiple) {
        int width = Math.ceilDiv(image.width(), multiple) * multiple;
        int height = Math.ceilDiv(image.height(), multiple) * multiple;
        var extended = Planes.allocate(width, height, 3);
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float sample = image.at(band, mirrored(x, image.width()), mirrored(y, image.height()));
                    TestImages.set(extended, band, x, y, sample);
                }
            }
        }
        return extended;
    }

    private static int mirrored(int position, int length) {
        int period = Math.max(1, 2 * (length - 1));
        return Math.min(position % period, period - position % period) % length;
    }

    private static Upscaler fitted(ModelCard card, Planes image) {
        return MODELS.warm(new Step(card.id(), card.sha256())).fitted(List.of(extended(image, card.alignment())));
    }

    private static Planes upscaled(Upscaler upscaler, Planes input, Size answered) {
        var output = Planes.allocate(answered.width() * upscaler.scale(), answered.height() * upscaler.scale(), 3);
        assertThat(upscaler.upscale(input, output)).isEmpty();
        return output;
    }
}
