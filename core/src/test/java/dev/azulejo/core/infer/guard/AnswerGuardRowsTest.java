package dev.azulejo.core.infer.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.Planes;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The guard works by rows, and skips what surely needs no look. Its results are those of the plain rule,
/// pixel by pixel and one step after another, to the bit.
class AnswerGuardRowsTest {
    private static final float MARGIN = 0.14f;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sameBitsAsThePlainRule(long seed) {
        var random = new Random(seed);
        var input = patchwork(random, random.nextInt(1, 90), random.nextInt(1, 40));
        var output = answers(random, input, random.nextInt(2, 5), random.nextInt(0, 4));
        var expected = Planes.allocate(output.width(), output.height(), 3);
        expected.samples().put(0, output.samples(), 0, 3 * output.planeLength());

        var doubt = AnswerGuard.mend(input, output, MARGIN);

        assertThat(doubt.weights()).isEqualTo(mend(input, expected).weights());
        assertThat(bits(output)).isEqualTo(bits(expected));
    }

    private static Doubt mend(Planes input, Planes output) {
        var doubt = Doubt.none(input);
        var misses = new Misses(input, output);
        boolean isAny = false;
        for (int y = 0; y < input.height(); y++) {
            isAny |= doubt.add(y, misses.ofRow(y), MARGIN);
        }
        if (isAny) {
            doubt = doubt.spread();
            CubicBlend.of(input, output).where(doubt);
        }
        int scale = output.width() / input.width();
        var flatness = new Flatness(input);
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < input.height(); y++) {
                for (int x = 0; x < input.width(); x++) {
                    limit(input, output, band, x, y, scale, flatness.at(x, y));
                }
            }
        }
        return doubt;
    }

    private static void limit(Planes input, Planes output, int band, int x, int y, int scale, float flat) {
        float lowest = 1;
        float highest = 0;
        for (int row = Math.max(0, y - 1); row <= Math.min(input.height() - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(input.width() - 1, x + 1); column++) {
                lowest = Math.min(lowest, input.at(band, column, row));
                highest = Math.max(highest, input.at(band, column, row));
            }
        }
        float margin = 0.2f * (highest - lowest) + 0.01f;
        lowest -= margin;
        highest += margin;
        for (int row = y * scale; row < (y + 1) * scale; row++) {
            for (int column = x * scale; column < (x + 1) * scale; column++) {
                float answer = output.at(band, column, row);
                if (flat > 0 && (answer < lowest || answer > highest)) {
                    float limited = answer + flat * (Math.clamp(answer, lowest, highest) - answer);
                    output.samples().put(band * output.planeLength() + row * output.width() + column, limited);
                }
            }
        }
    }

    /// What was given, each pixel with others close by around it, and as many that are lost as there are to be.
    private static Planes answers(Random random, Planes input, int scale, int lost) {
        var output = Planes.allocate(scale * input.width(), scale * input.height(), 3);
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < output.height(); y++) {
                for (int x = 0; x < output.width(); x++) {
                    float near = input.at(band, x / scale, y / scale) + 0.1f * (float) random.nextGaussian();
                    output.samples().put(band * output.planeLength() + y * output.width() + x, near);
                }
            }
        }
        for (int i = 0; i < lost; i++) {
            miss(output, random, scale);
            float far = random.nextBoolean() ? 1.5f + random.nextInt(2) : random.nextFloat(-3, 3);
            output.samples().put(random.nextInt(3 * output.planeLength()), far);
        }
        return output;
    }

    /// All answers for one sample, by so much that it may be just too much.
    private static void miss(Planes output, Random random, int scale) {
        int left = random.nextInt(output.width() / scale) * scale;
        int top = random.nextInt(output.height() / scale) * scale;
        float by = MARGIN + 0.1f * (float) random.nextGaussian();
        int band = random.nextInt(3) * output.planeLength();
        for (int y = top; y < top + scale; y++) {
            for (int x = left; x < left + scale; x++) {
                int at = band + y * output.width() + x;
                output.samples().put(at, output.samples().get(at) + by);
            }
        }
    }

    /// Blotches, and in them rectangles of one colour and of noise.
    private static Planes patchwork(Random random, int width, int height) {
        var planes = FlatnessTest.blotches(random, width, height);
        for (int patches = random.nextInt(5); patches > 0; patches--) {
            boolean isNoise = random.nextBoolean();
            int left = random.nextInt(width);
            int right = random.nextInt(left, width) + 1;
            int top = random.nextInt(height);
            int bottom = random.nextInt(top, height) + 1;
            for (int band = 0; band < 3; band++) {
                float level = random.nextFloat();
                for (int y = top; y < bottom; y++) {
                    for (int x = left; x < right; x++) {
                        int at = band * planes.planeLength() + y * width + x;
                        planes.samples().put(at, isNoise ? random.nextFloat() : level);
                    }
                }
            }
        }
        return planes;
    }

    private static int[] bits(Planes planes) {
        var bits = new int[3 * planes.planeLength()];
        for (int at = 0; at < bits.length; at++) {
            bits[at] = Float.floatToRawIntBits(planes.samples().get(at));
        }
        return bits;
    }
}
