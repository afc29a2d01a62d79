package dev.azulejo.inference;

import static dev.azulejo.inference.TestImages.crop;
import static dev.azulejo.inference.TestImages.floats;
import static dev.azulejo.inference.TestImages.noise;
import static dev.azulejo.inference.TestImages.paste;
import static dev.azulejo.inference.TestImages.photograph;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.core.tiling.TileGrid;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The promise behind all tiling, float for float: in 8 bits a halo one pixel short would hardly show.
class SpanTilingTest {
    private static final ModelFolder MODELS = new ModelFolder(TestImages.MODELS, Device.CPU);
    private static final List<Integer> SIDES = List.of(48, 50, 53, 57, 61);

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"span-x2", "span-x4"})
    void tilesWithTheHaloOfTheCardAreTheWholeImage(String id) throws IOException {
        for (var image : List.of(noise(67, 58), photograph(67, 58))) {
            var whole = floats(upscaled(warm(id), image));
            for (int side : SIDES) {
                assertThat(floats(tiled(id, image, side, halo(id))))
                        .as("side %d", side)
                        .isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"span-x2", "span-x4"})
    void aHaloOnePixelShortShows(String id) throws IOException {
        for (var image : List.of(noise(67, 58), photograph(67, 58))) {
            var whole = floats(upscaled(warm(id), image));
            for (int side : SIDES) {
                assertThat(floats(tiled(id, image, side, halo(id) - 1)))
                        .as("side %d", side)
                        .isNotEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "3, 1", "1, 97", "83, 1", "2, 71", "42, 43", "43, 42", "64, 7"})
    void tinyAndNarrowImagesTileLikeAnyOther(int width, int height) {
        for (var id : List.of("span-x2", "span-x4")) {
            var image = noise(width, height);
            assertThat(floats(tiled(id, image, 47, halo(id)))).isEqualTo(floats(upscaled(warm(id), image)));
        }
    }

    private static Planes tiled(String id, Planes image, int bestSide, int halo) {
        var upscaler = warm(id);
        int scale = upscaler.scale();
        var stitched = Planes.allocate(image.width() * scale, image.height() * scale, 3);
        var grid = new TileGrid(new Size(image.width(), image.height()), bestSide, halo);
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                Tile tile = grid.tile(column, row);
                var part = upscaled(upscaler, crop(image, tile.padded()));
                paste(part, tile.cropAfter(scale), stitched, tile.interior().times(scale));
            }
        }
        return stitched;
    }

    private static Planes upscaled(Upscaler upscaler, Planes input) {
        var output = Planes.allocate(input.width() * upscaler.scale(), input.height() * upscaler.scale(), 3);
        assertThat(upscaler.upscale(input, output)).isEmpty();
        return output;
    }

    private static Upscaler warm(String id) {
        return MODELS.warm(new Step(id, MODELS.card(id).sha256()));
    }

    private static int halo(String id) {
        return MODELS.card(id).receptiveField().haloPx();
    }
}
