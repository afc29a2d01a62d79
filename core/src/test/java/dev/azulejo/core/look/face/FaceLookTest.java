package dev.azulejo.core.look.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaceLookTest {
    private static final int SIDE = FaceDetector.SIDE;

    static LongStream seeds() {
        return LongStream.range(0, 120);
    }

    /// A small face anywhere, in an image stored in any way, is found once and where it is.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSmallFaceIsFoundWhereverItIs(long seed) {
        var random = new Random(seed);
        var stored = new Size(random.nextInt(40, 700), random.nextInt(40, 700));
        int width = random.nextInt(10, Math.min(62, stored.width()) + 1);
        int height = random.nextInt(10, Math.min(62, stored.height()) + 1);
        int left = random.nextInt(0, stored.width() - width + 1);
        int top = random.nextInt(0, stored.height() - height + 1);
        var look = looked(random, stored, left, top, width, height);
        assertThat(look.faces()).singleElement().satisfies(face -> {
            assertThat(face.left()).isCloseTo(left, within(0.5f));
            assertThat(face.top()).isCloseTo(top, within(0.5f));
            assertThat(face.width()).isCloseTo(width, within(1f));
            assertThat(face.height()).isCloseTo(height, within(1f));
        });
        var kinds = look.picture().kinds();
        for (int y = 0; y < stored.height(); y++) {
            for (int x = 0; x < stored.width(); x++) {
                boolean isFace = x >= left && x < left + width && y >= top && y < top + height;
                boolean isFar = x < left - 16 - width
                        || x >= left + 2 * width + 16
                        || y < top - 16 - width
                        || y >= top + height + width + 16;
                if (isFace || isFar) {
                    assertThat(kinds.at(x, y)).as("%d,%d", x, y).isEqualTo(isFace ? Kind.FACE : Kind.PHOTOGRAPH);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLargeFaceIsLeftAsItIs(long seed) {
        var random = new Random(seed);
        var stored = new Size(random.nextInt(100, 600), random.nextInt(100, 600));
        var look = looked(random, stored, random.nextInt(0, 36), random.nextInt(0, 36), 65, 65);
        assertThat(look.faces()).isEmpty();
        assertThat(look.picture().kinds().share(Kind.FACE)).isZero();
    }

    private static FaceLook looked(Random random, Size stored, int left, int top, int width, int height) {
        var bands = random.nextBoolean() ? 3 : 1;
        var format = new PixelFormat(bands, 8);
        var look = new FaceLook(
                stored, format, Orientation.ofExif(random.nextInt(1, 9)), FaceLookTest::wholeBrightRectangles);
        for (int row = 0; row < stored.height(); row += LookedRows.MOST_ROWS) {
            int count = Math.min(LookedRows.MOST_ROWS, stored.height() - row);
            var samples = new byte[count * stored.width() * bands];
            for (int i = 0; i < samples.length; i++) {
                int x = i / bands % stored.width();
                int y = row + i / bands / stored.width();
                boolean isFace = x >= left && x < left + width && y >= top && y < top + height;
                samples[i] = (byte) (isFace ? 200 : 40);
            }
            look.accept(samples, count);
        }
        return look;
    }

    /// A face is what is bright; one at the edge of the square is seen to reach beyond it.
    static List<Face> wholeBrightRectangles(float[] planes) {
        int left = SIDE;
        int right = -1;
        int top = SIDE;
        int bottom = -1;
        for (int i = 0; i < SIDE * SIDE; i++) {
            if (planes[i] == 200) {
                left = Math.min(left, i % SIDE);
                right = Math.max(right, i % SIDE);
                top = Math.min(top, i / SIDE);
                bottom = Math.max(bottom, i / SIDE);
            }
        }
        var found = new ArrayList<Face>();
        if (right >= 0) {
            float beyondLeft = left == 0 ? 0.5f : 0;
            float beyondTop = top == 0 ? 0.5f : 0;
            float width = right + 1 - left + beyondLeft + (right == SIDE - 1 ? 0.5f : 0);
            float height = bottom + 1 - top + beyondTop + (bottom == SIDE - 1 ? 0.5f : 0);
            found.add(new Face(left - beyondLeft, top - beyondTop, width, height, 2));
        }
        return found;
    }
}
