package dev.azulejo.core.look.sharpness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.Levels;
import dev.azulejo.core.look.PictureLook;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.KindMap;
import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FinestDetailTest {
    private static final PixelFormat GREY = new PixelFormat(1, 8);
    private static final int SIDE = 512;

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSceneOfWhichPixelsWereLeftOutIsAliased(long seed) {
        assertThat(isAliased(everyFourth(scene(seed)), 0)).isTrue();
    }

    /// By a third of a pixel of the small picture, which leaves enough of the finest detail to do harm; and by half.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSceneThatWasBlurredBeforeIsNot(long seed) {
        assertThat(isAliased(everyFourth(scene(seed).blurred(1.3)), 0)).isFalse();
        assertThat(isAliased(everyFourth(scene(seed).blurred(2)), 0)).isFalse();
    }

    /// All its waves are equally strong, as if they were folded; but it is noise.
    @Test
    void noiseIsNoDetail() {
        var noisy = everyFourth(scene(1).blurred(1.3)).noisy(5, 8);
        assertThat(isAliased(noisy, 0)).isTrue();
        assertThat(isAliased(noisy, 8)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.3"})
    void faintDetailDoesNoHarm(double contrast) {
        var whole = everyFourth(scene(2));
        var faint = Levels.grey(
                whole.width(),
                whole.height(),
                (x, y) -> 128 + contrast * (whole.bands()[0][y * whole.width() + x] - 128));
        assertThat(isAliased(faint, 0)).isFalse();
    }

    /// Four pixels wide, as those of a sprite that somebody made larger: nothing is folded into their edges.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void pixelsThatSomebodySetAreAsSharpAsTheyAreMeantToBe(long seed) {
        var random = new Random(seed);
        var few = new float[48 * 36];
        for (int at = 0; at < few.length; at++) {
            few[at] = 16 * random.nextInt(2, 14);
        }
        assertThat(isAliased(Levels.grey(192, 144, (x, y) -> few[y / 4 * 48 + x / 4]), 0))
                .isFalse();
    }

    @Test
    void aPictureOfAFewBlocksTellsNothing() {
        assertThat(isAliased(everyFourth(scene(3)).first(47, 40), 0)).isFalse();
    }

    /// Where much is drawn, nothing is said of the photograph beside it.
    @Test
    void allOfAPhotographIsOfThatKind() {
        assertThat(picture(everyFourth(scene(4))).share(Kind.ALIASED)).isEqualTo(1);
        assertThat(picture(everyFourth(scene(4).blurred(2))).share(Kind.PHOTOGRAPH))
                .isEqualTo(1);
    }

    private static KindMap picture(Levels levels) {
        var look = new PictureLook(new Size(levels.width(), levels.height()), GREY);
        var bytes = new byte[levels.width() * levels.height()];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) Math.clamp(Math.round(levels.bands()[0][at]), 0, 255);
        }
        for (int top = 0; top < levels.height(); top += LookedRows.MOST_ROWS) {
            var rows = Arrays.copyOfRange(bytes, top * levels.width(), (top + LookedRows.MOST_ROWS) * levels.width());
            look.accept(rows, LookedRows.MOST_ROWS);
        }
        return look.picture(OptionalInt.empty()).kinds();
    }

    private static boolean isAliased(Levels levels, double noise) {
        var finest = new FinestDetail();
        levels.show(GREY, finest::accept);
        return finest.isAliased(noise);
    }

    /// Discs of all sizes that hide each other, as things in a scene do (dead leaves).
    private static Levels scene(long seed) {
        var random = new Random(seed);
        var levels = new float[SIDE * SIDE];
        for (int disc = 0; disc < 12_000; disc++) {
            double radius = 3 / Math.sqrt(random.nextDouble(0.001, 1));
            double x = random.nextDouble(SIDE);
            double y = random.nextDouble(SIDE);
            float level = random.nextInt(50, 200);
            for (int row = (int) Math.max(0, y - radius); row < Math.min(SIDE, y + radius); row++) {
                for (int column = (int) Math.max(0, x - radius); column < Math.min(SIDE, x + radius); column++) {
                    if (Math.hypot(column - x, row - y) < radius) {
                        levels[row * SIDE + column] = level;
                    }
                }
            }
        }
        return new Levels(SIDE, SIDE, levels);
    }

    private static Levels everyFourth(Levels levels) {
        return Levels.grey(SIDE / 4, SIDE / 4, (x, y) -> levels.bands()[0][4 * y * SIDE + 4 * x]);
    }
}
