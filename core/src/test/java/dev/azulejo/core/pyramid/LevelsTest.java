package dev.azulejo.core.pyramid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelsTest {
    @ParameterizedTest
    @CsvSource({
        "1,1, 1",
        "2,1, 2",
        "1,1000, 11",
        "257,511, 10",
        "256,512, 10",
        "513,2, 11",
        "40000,40000, 17",
        "2147483647,1, 32"
    })
    void endWithOnePixel(int width, int height, int count) {
        var levels = new Levels(new Size(width, height));
        assertThat(levels.count()).isEqualTo(count);
        assertThat(levels.size(count - 1)).isEqualTo(new Size(1, 1));
        if (count > 1) {
            assertThat(levels.size(count - 2)).isNotEqualTo(new Size(1, 1));
        }
    }

    @Test
    void eachHasHalfTheSidesRoundedUp() {
        var levels = new Levels(new Size(257, 511));
        assertThat(levels.size(1)).isEqualTo(new Size(129, 256));
        assertThat(levels.size(2)).isEqualTo(new Size(65, 128));
        assertThat(levels.size(8)).isEqualTo(new Size(2, 2));
        for (int level = 1; level < levels.count(); level++) {
            var below = levels.size(level - 1);
            assertThat(levels.size(level)).isEqualTo(new Size((below.width() + 1) / 2, (below.height() + 1) / 2));
        }
    }

    @Test
    void tilesAtTheBordersHaveWhatIsLeft() {
        var levels = new Levels(new Size(257, 511));
        assertThat(levels.columns(0)).isEqualTo(2);
        assertThat(levels.rows(0)).isEqualTo(2);
        assertThat(levels.tile(0, 1, 1)).isEqualTo(new Rect(256, 256, 1, 255));
        assertThat(levels.isOneTile(0)).isFalse();
        assertThat(levels.isOneTile(1)).isTrue();
    }

    /// Rows in any portions give what the whole image gives.
    @ParameterizedTest
    @CsvSource({"257,511,256", "600,1301,512", "1,1000,1", "1000,1,1", "2,2,1", "700,1024,77"})
    void upperLevelsOfRowsEqualThoseOfTheWhole(int width, int height, int portion) {
        var levels = new Levels(new Size(width, height));
        var half = Halving.of(PixelBlock.random(new Random(7), levels.image(), PixelFormat.rgb8()));
        Map<Integer, PixelBlock> made = new HashMap<>();
        var rows = new LevelRows(levels, 1, half.format(), (level, row, tiles) -> {
            var whole = made.computeIfAbsent(level, number -> PixelBlock.blank(levels.size(number), half.format()));
            whole.paste(tiles, new Rect(0, row * Levels.TILE_SIDE, tiles.width(), tiles.height()));
            assertThat(tiles.height()).isEqualTo(levels.tile(level, 0, row).height());
        });
        for (int top = 0; top < half.height(); top += portion) {
            rows.add(half.crop(new Rect(0, top, half.width(), Math.min(portion, half.height() - top))));
        }

        assertThat(made).hasSize(levels.count() - 1);
        var expected = half;
        for (int level = 1; level < levels.count(); level++) {
            assertThat(Objects.requireNonNull(made.get(level)).samples())
                    .as("level %d", level)
                    .isEqualTo(expected.samples());
            expected = Halving.of(expected);
        }
    }
}
