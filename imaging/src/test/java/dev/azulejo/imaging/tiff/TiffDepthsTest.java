package dev.azulejo.imaging.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoderTest;
import dev.azulejo.imaging.testkit.SeededTiff;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that every depth, layout and coding of grey, RGB and palettes gives the samples that were written.
class TiffDepthsTest {
    /// libvips cuts 32 bits to 16 where we round, and averages nothing else.
    private static final int ROUNDING = 1;

    private static final int FILES_OF_A_TEST = 100;

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest(name = "seeds from {0} hundred on")
    @MethodSource("seeds")
    void givesTheSamplesThatWereWritten(long hundred) throws UnreadableImage {
        for (long seed = hundred * FILES_OF_A_TEST; seed < (hundred + 1) * FILES_OF_A_TEST; seed++) {
            var file = SeededTiff.of(seed);
            var decoded = VipsDecoderTest.decode(file.bytes());
            var bytes = ByteBuffer.wrap(decoded.samples()).order(ByteOrder.LITTLE_ENDIAN);
            int[] expected = file.expected();
            int sampleBytes = decoded.format().bytesPerSample();
            assertThat(decoded.samples().length / sampleBytes)
                    .as("seed %d: %s", seed, file)
                    .isEqualTo(expected.length);
            for (int i = 0; i < expected.length; i++) {
                int sample = sampleBytes == 1 ? bytes.get(i) & 0xff : bytes.getShort(2 * i) & 0xffff;
                assertThat(Math.abs(sample - expected[i]))
                        .as("seed %d: %s", seed, file)
                        .isLessThanOrEqualTo(ROUNDING);
            }
        }
    }
}
