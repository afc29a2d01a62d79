package dev.azulejo.core.resize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Repeated;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What an image that goes on at its opposite edge is resized to is the middle of what nine of it are
/// resized to, bit for bit, as long as the kernel sees no more than them.
class WrappedResamplerTest {
    /// The kernel has three lobes, each as long as a pixel of the result at least.
    private static final int LEAST = 4;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isTheMiddleOfNine(long seed) {
        var random = new Random(seed);
        var format = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        var from = size(random);
        var to = random.nextInt(5) == 0 ? new Size(from.width(), random.nextInt(LEAST, 60)) : size(random);
        var image = PixelBlock.random(random, from, format);
        var wrap = Repeated.any(random);
        var nine = Repeated.thrice(image, wrap);
        var ofNine = new Size(wrap.across() ? 3 * to.width() : to.width(), wrap.down() ? 3 * to.height() : to.height());
        var expected = resized(nine, ofNine, null, 0, ofNine.height()).crop(Repeated.middle(to, wrap));
        assertThat(resized(image, to, wrap, 0, to.height()).samples()).isEqualTo(expected.samples());
        int first = random.nextInt(to.height());
        int count = random.nextInt(1, to.height() - first + 1);
        assertThat(resized(image, to, wrap, first, count).samples())
                .as("%d rows from row %d on", count, first)
                .isEqualTo(expected.crop(new Rect(0, first, to.width(), count)).samples());
    }

    @Test
    void withoutItEdgesDiffer() {
        var image = PixelBlock.random(new Random(1), new Size(20, 20), PixelFormat.rgb8());
        var to = new Size(30, 30);
        var results = Arrays.stream(new Wrap[] {null, Wrap.ACROSS, Wrap.DOWN, Wrap.BOTH})
                .map(wrap -> Arrays.hashCode(resized(image, to, wrap, 0, 30).samples()));
        assertThat(results).doesNotHaveDuplicates();
    }

    /// Of an image smaller than its kernel: the mean of a plain one is that one.
    @Test
    void anImageOfOnePixelStaysItsColour() {
        var image = new PixelBlock(1, 1, PixelFormat.rgb8(), new byte[] {10, 120, (byte) 200});
        for (var size : new Size[] {new Size(1, 1), new Size(5, 3)}) {
            var result = resized(image, size, Wrap.BOTH, 0, size.height());
            for (int i = 0; i < size.pixels(); i++) {
                assertThat(Arrays.copyOfRange(result.samples(), 3 * i, 3 * i + 3))
                        .containsExactly(image.samples());
            }
        }
    }

    private static PixelBlock resized(PixelBlock image, Size to, @Nullable Wrap wrap, int first, int count) {
        var from = new Size(image.width(), image.height());
        var resampler = new RowResampler(from, to, wrap, image.format(), first, count);
        var needed = resampler.sourceRect();
        for (int row = needed.top(); row < needed.bottom(); row++) {
            resampler.accept(Repeated.pixels(image, new Rect(0, row, from.width(), 1)));
        }
        return resampler.result();
    }

    private static Size size(Random random) {
        return new Size(random.nextInt(LEAST, 60), random.nextInt(LEAST, 60));
    }
}
