package dev.azulejo.core.look.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaceSearchTest {
    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /// From a few pixels to all of the image.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFaceOfAnySizeIsFoundOnceAndWhereItIs(long seed) {
        var random = new Random(seed);
        var size = new Size(random.nextInt(40, 900), random.nextInt(40, 900));
        int side = random.nextInt(30, Math.min(size.width(), size.height()) - 5);
        int left = random.nextInt(1, size.width() - side);
        int top = random.nextInt(1, size.height() - side);
        var image = PixelBlock.blank(size, PixelFormat.rgb8());
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                for (int band = 0; band < 3; band++) {
                    image.samples()[y * image.stride() + 3 * x + band] = (byte) 200;
                }
            }
        }
        var one = Math.max(2, side / 8f);
        assertThat(FaceSearch.in(image, FaceLookTest::wholeBrightRectangles))
                .filteredOn(face -> face.width() > side / 2f)
                .singleElement()
                .satisfies(face -> {
                    assertThat(face.left()).isCloseTo(left, within(one));
                    assertThat(face.top()).isCloseTo(top, within(one));
                    assertThat(face.right()).isCloseTo(left + side, within(one));
                    assertThat(face.bottom()).isCloseTo(top + side, within(one));
                });
    }
}
