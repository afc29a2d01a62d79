package dev.azulejo.core.look.sharpness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.look.Levels;
import dev.azulejo.core.look.LookedPictures;
import dev.azulejo.core.look.jpeg.JpegLookTest;
import dev.azulejo.core.pixels.PixelFormat;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RingingLookTest {
    private static final int SIDE = 128;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @CsvSource({"50, 80", "65, 80", "75, 80", "90, 90"})
    void aDrawingOnWhiteThatWasAJpegShowsIt(int quality, int found) throws IOException {
        for (long seed = 0; seed < 5; seed++) {
            var was = JpegLookTest.asJpeg(Levels.of(drawing(seed, Color.WHITE)), quality);
            assertThat(quality(was)).as("seed %d", seed).hasValue(found);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDrawingThatNeverWasShowsNothing(long seed) {
        var drawing = Levels.of(drawing(seed, seed % 2 == 0 ? Color.WHITE : new Color(240, 244, 250)));
        assertThat(quality(drawing)).isEmpty();
        assertThat(quality(drawing.blurred(0.7))).isEmpty();
        assertThat(quality(drawing.noisy(seed, 4))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"astronaut", "chelsea"})
    void aPhotographShowsNothing(String name) throws IOException {
        var photograph = LookedPictures.ofRepository("docs/images/" + name + ".png");
        assertThat(quality(Levels.of(photograph))).isEmpty();
    }

    @Test
    void paleLinesOfATableAreNoRipples() {
        var table = Levels.grey(SIDE, SIDE, (x, y) -> x % 16 == 3 || y % 16 == 5 ? 248 : 255);
        assertThat(quality(table)).isEmpty();
    }

    private static OptionalInt quality(Levels levels) {
        var look = new RingingLook(levels.width(), levels.height());
        levels.inColour().show(PixelFormat.rgb8(), look::accept);
        return look.quality();
    }

    /// A few lines of text and shapes, smoothed at their edges.
    private static BufferedImage drawing(long seed, Color ground) {
        var random = new Random(seed);
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(ground);
        pen.fillRect(0, 0, SIDE, SIDE);
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int i = 0; i < 12; i++) {
            pen.setColor(new Color(random.nextInt(160), random.nextInt(160), random.nextInt(160)));
            int x = random.nextInt(90);
            int y = random.nextInt(90);
            if (i % 2 == 0) {
                pen.fillOval(x, y, 10 + random.nextInt(25), 10 + random.nextInt(25));
            } else {
                pen.drawLine(x, y, random.nextInt(SIDE), random.nextInt(SIDE));
            }
        }
        pen.dispose();
        return picture;
    }
}
