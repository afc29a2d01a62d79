package dev.azulejo.core.infer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlatAlphaTest {
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsFlatAroundAPixelStaysExactAndAllElseIsTheModels(long seed) {
        var random = new Random(seed);
        var format = new PixelFormat(random.nextBoolean() ? 2 : 4, random.nextBoolean() ? 8 : 16);
        var padded = padded(random, format);
        var interior = new Rect(1, 2, 10, 9);
        int scale = random.nextInt(1, 4);
        var crop = interior.times(scale);
        var result = new byte[(int) crop.pixels() * format.bytesPerPixel()];
        Arrays.fill(result, (byte) 0x5a);
        FlatAlpha.keep(padded, crop, scale, result);
        var block = new PixelBlock(crop.width(), crop.height(), format, result);
        for (int y = 0; y < crop.height(); y++) {
            for (int x = 0; x < crop.width(); x++) {
                var pixel = block.crop(new Rect(x, y, 1, 1)).samples();
                int colourBytes = format.colourBands() * format.bytesPerSample();
                assertThat(Arrays.copyOf(pixel, colourBytes)).containsOnly(0x5a);
                assertThat(Arrays.copyOfRange(pixel, colourBytes, pixel.length))
                        .containsOnly(expected(padded, interior.left() + x / scale, interior.top() + y / scale));
            }
        }
    }

    private static byte expected(PixelBlock padded, int x, int y) {
        var around = new Rect(x - 1, y - 1, 3, 3).intersection(padded.bounds());
        var samples = padded.crop(around).samples();
        int pixelBytes = padded.format().bytesPerPixel();
        int low = 0;
        int high = 0;
        int all = 0;
        for (int end = pixelBytes; end <= samples.length; end += pixelBytes) {
            for (int b = 1; b <= padded.format().bytesPerSample(); b++) {
                all++;
                low += samples[end - b] == 0 ? 1 : 0;
                high += samples[end - b] == (byte) 0xff ? 1 : 0;
            }
        }
        return (byte) (low == all ? 0 : high == all ? 0xff : 0x5a);
    }

    /// Alpha of large flat areas, with a few samples that are a little off.
    private static PixelBlock padded(Random random, PixelFormat format) {
        var padded = PixelBlock.random(random, new Size(12, 11), format);
        for (int i = 0; i < 12 * 11; i++) {
            int end = (i + 1) * format.bytesPerPixel();
            Arrays.fill(padded.samples(), end - format.bytesPerSample(), end, (byte) (i % 12 < 6 ? 0 : 0xff));
            if (random.nextInt(30) == 0) {
                padded.samples()[end - random.nextInt(1, format.bytesPerSample() + 1)] ^= 1;
            }
        }
        return padded;
    }
}
