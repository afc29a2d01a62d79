package dev.azulejo.inference;

import static dev.azulejo.inference.TestImages.photograph;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.infer.TileEnhancer;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.core.tiling.TileGrid;
import dev.azulejo.inference.engine.Device;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks that models with a radius make of an image that continues at its opposite edge the middle of what
/// they make of nine copies, bit for bit in 16 bits; guarded as their cards say. A model that looks at the
/// whole image is told of the single image in both cases.
@Tag("slow")
class WrappedModelsTest {
    private static final ModelFolder MODELS = new ModelFolder(TestImages.MODELS, Device.CPU);
    private static final Size IMAGE = new Size(44, 36);
    private static final int INTERIOR = 24;

    static List<ModelCard> exactModels() {
        return TestImages.exactModels(MODELS);
    }

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @ParameterizedTest
    @MethodSource("exactModels")
    void isTheMiddleOfNine(ModelCard card) throws IOException {
        assertMiddleOfNine(List.of(card));
    }

    @Test
    void ofAChainToo() throws IOException {
        assertMiddleOfNine(List.of(MODELS.card("cunet-denoise1"), MODELS.card("span-x2")));
    }

    private static void assertMiddleOfNine(List<ModelCard> cards) throws IOException {
        var planes = photograph(IMAGE.width(), IMAGE.height());
        var image = block(planes);
        var chain = WarmChain.of(
                cards, cards.stream().map(card -> fitted(card, planes)).toList());
        int halo = cards.stream().mapToInt(ModelCard::haloPx).sum();
        int alignment = cards.stream().mapToInt(ModelCard::alignment).max().orElseThrow();
        var grid = new TileGrid(IMAGE, 2 * halo + 2 * alignment + INTERIOR, halo, alignment, 0, Wrap.BOTH);
        assertThat(grid.count()).isGreaterThan(1);
        var wrapped = PixelBlock.blank(IMAGE.times(chain.scale()), image.format());
        var enhancer = new TileEnhancer(chain);
        for (int index = 0; index < grid.count(); index++) {
            var tile = grid.tile(index % grid.columns(), index / grid.columns());
            var seen = repeated(image, grid.covered(tile.padded()));
            wrapped.paste(enhancer.enhance(seen, tile, true), tile.kept().times(chain.scale()));
        }
        int more = Math.ceilDiv(halo, Math.min(IMAGE.width(), IMAGE.height()));
        var nine = repeated(image, new Rect(0, 0, (2 * more + 1) * IMAGE.width(), (2 * more + 1) * IMAGE.height()));
        var whole = new TileEnhancer(chain).enhance(nine, new Tile(0, nine.bounds(), nine.bounds()), true);
        var middle = new Rect(more * IMAGE.width(), more * IMAGE.height(), IMAGE.width(), IMAGE.height());
        assertThat(wrapped.samples())
                .isEqualTo(whole.crop(middle.times(chain.scale())).samples());
    }

    private static Upscaler fitted(ModelCard card, Planes sample) {
        return MODELS.warm(new Step(card.id(), card.sha256())).fitted(List.of(sample));
    }

    private static PixelBlock block(Planes planes) {
        var block = PixelBlock.blank(IMAGE, new PixelFormat(3, 16));
        for (int i = 0; i < block.samples().length; i += 2) {
            int pixel = i / 6;
            float sample = planes.at(i / 2 % 3, pixel % IMAGE.width(), pixel / IMAGE.width());
            int value = Math.round(sample * 65_535);
            block.samples()[i] = (byte) value;
            block.samples()[i + 1] = (byte) (value >> 8);
        }
        return block;
    }

    private static PixelBlock repeated(PixelBlock image, Rect rect) {
        var seen = PixelBlock.blank(rect.size(), image.format());
        for (int y = 0; y < rect.height(); y++) {
            for (int x = 0; x < rect.width(); x++) {
                int fromX = Math.floorMod(rect.left() + x, image.width());
                int fromY = Math.floorMod(rect.top() + y, image.height());
                image.copyRows(new Rect(fromX, fromY, 1, 1), seen, new Rect(x, y, 1, 1));
            }
        }
        return seen;
    }
}
