package dev.azulejo.core.look.sharpness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.look.Levels;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sharpens fields with edges between them, as an unsharp mask does.
class OvershootLookTest {
    private static final Levels FIELDS = Levels.grey(240, 200, (x, y) -> (x / 24 + y / 24) % 2 == 0 ? 70 : 170)
            .blurred(0.7)
            .noisy(7, 1);

    @Test
    void edgesThatNobodySharpenedHaveNone() {
        assertThat(look(FIELDS).orElseThrow()).isLessThan(0.05);
        assertThat(look(FIELDS.noisy(3, 2)).orElseThrow()).isLessThan(0.1);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.5", "1.2, 1.5", "2, 0.8"})
    void manyOfTheSharpenedOnesHaveThem(double radius, double amount) {
        assertThat(look(sharpened(FIELDS, radius, amount)).orElseThrow()).isGreaterThan(0.35);
    }

    /// Sprites have lines beside edges, too.
    @Test
    void colourThatIsTheSameToThePixelTellsNothing() {
        var drawn = Levels.grey(240, 200, (x, y) -> x % 24 == 2 ? 255 : x / 24 % 2 == 0 ? 70 : 170);
        assertThat(look(drawn)).isEmpty();
    }

    @Test
    void aPictureWithoutEdgesTellsNothing() {
        assertThat(look(Levels.grey(200, 200, (x, y) -> x))).isEmpty();
        assertThat(look(Levels.grey(9, 9, (x, y) -> x > 4 ? 200 : 20))).isEmpty();
    }

    private static Levels sharpened(Levels levels, double radius, double amount) {
        var soft = levels.blurred(radius).bands()[0];
        var sharp = levels.bands()[0].clone();
        for (int at = 0; at < sharp.length; at++) {
            sharp[at] += (float) (amount * (sharp[at] - soft[at]));
        }
        return new Levels(levels.width(), levels.height(), sharp);
    }

    private static OptionalDouble look(Levels levels) {
        var look = new OvershootLook(levels.width(), levels.height());
        levels.show(new PixelFormat(1, 8), look::accept);
        return look.share();
    }
}
