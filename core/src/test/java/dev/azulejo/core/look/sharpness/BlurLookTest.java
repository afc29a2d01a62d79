package dev.azulejo.core.look.sharpness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.look.Levels;
import dev.azulejo.core.look.LookedPictures;
import dev.azulejo.core.pixels.PixelFormat;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlurLookTest {
    private static final PixelFormat GREY = new PixelFormat(1, 8);

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1, 1.5, 2, 3})
    void theBlurOfEdgesIsFound(double sigma) {
        assertThat(sigma(squares().blurred(sigma))).isCloseTo(sigma, within(0.05 * sigma + 0.12));
    }

    @Test
    void edgesFromOnePixelToTheNextAreSharp() {
        assertThat(sigma(squares())).isLessThan(0.6);
    }

    @ParameterizedTest
    @CsvSource({"astronaut, 0.7", "astronaut, 1.5", "astronaut, 3", "chelsea, 1", "chelsea, 2"})
    void aPhotographIsFoundAsSoftAsItWasMade(String name, double sigma) throws IOException {
        var sharp = Levels.of(LookedPictures.ofRepository("docs/images/" + name + ".png"))
                .reduced(2);
        double own = sigma(sharp);

        assertThat(own).isLessThan(0.7);
        assertThat(sigma(sharp.blurred(sigma))).isCloseTo(Math.hypot(own, sigma), within(0.25 * sigma));
    }

    @Test
    void aSoftBackgroundDoesNotMakeAPictureBlurred() {
        var sharp = squares();
        var soft = sharp.blurred(3);
        var both = Levels.grey(256, 256, (x, y) -> (x < 64 ? sharp : soft).bands()[0][y * 256 + x]);
        assertThat(sigma(both)).isLessThan(0.6);
    }

    @Test
    void noiseHardlyChangesIt() {
        assertThat(sigma(squares().blurred(1.5).noisy(3, 6))).isCloseTo(1.5, within(0.3));
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "2, 8", "3, 16", "4, 8"})
    void allFormatsShowIt(int bands, int bits) {
        var look = new BlurLook(256, 256);
        squares().blurred(1).show(new PixelFormat(bands, bits), look::accept);
        assertThat(look.blur().orElseThrow().sigma()).isCloseTo(1, within(0.12));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 7", "10, 3000", "3000, 10"})
    void aPictureThatIsTooSmallTellsNothing(int width, int height) {
        var look = new BlurLook(width, height);
        Levels.grey(width, height, (x, y) -> (x / 3 + y / 3) % 2 * 200 + 20).show(GREY, look::accept);
        assertThat(look.blur()).isEmpty();
    }

    @Test
    void noEdgesTellNothing() {
        var look = new BlurLook(256, 256);
        Levels.grey(256, 256, (x, y) -> x / 2 + y / 4).show(GREY, look::accept);
        assertThat(look.blur()).isEmpty();
    }

    @Test
    void rowsOfAWidePictureAreLeftOut() {
        var look = new BlurLook(100_000, 64);
        Levels.grey(100_000, 64, (x, y) -> x / 20 % 2 == 0 ? 60 : 180).show(GREY, look::accept);
        assertThat(look.blur().orElseThrow().edges()).isBetween(100_000L, 160_000L); // 27 of 54 rows
    }

    @Test
    void noBlurIsLessThanNone() {
        assertThatThrownBy(() -> new Blur(-0.1, 5)).hasMessageContaining("sigma -0.1 at 5 edges");
        assertThatThrownBy(() -> new Blur(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Levels squares() {
        return Levels.grey(256, 256, (x, y) -> (x / 24 + y / 24) % 2 == 0 ? 60 : 190);
    }

    private static double sigma(Levels levels) {
        var look = new BlurLook(levels.width(), levels.height());
        levels.show(GREY, look::accept);
        return look.blur().orElseThrow().sigma();
    }
}
