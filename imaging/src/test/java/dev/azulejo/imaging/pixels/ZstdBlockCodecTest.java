package dev.azulejo.imaging.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.imaging.testkit.TestPhoto;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ZstdBlockCodecTest {
    private static final ZstdBlockCodec CODEC = new ZstdBlockCodec();
    private static final Size SIZE = new Size(60, 40);

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesBackWhatItPacked(long seed) {
        var random = new Random(seed);
        var size = new Size(random.nextInt(1, 90), random.nextInt(1, 90));
        var format = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        var block = random.nextBoolean() ? PixelBlock.random(random, size, format) : TestPhoto.of(size, format);
        var samples = block.samples().clone();
        var unpacked = CODEC.unpack(CODEC.pack(block), size, format);
        assertThat(unpacked.format()).isEqualTo(format);
        assertThat(unpacked.samples()).isEqualTo(samples);
        assertThat(block.samples()).isEqualTo(samples);
    }

    @Test
    void packsAPhotoSmallerAndTheSameAlwaysTheSame() {
        var photo = TestPhoto.of(SIZE, PixelFormat.rgb8());
        assertThat(CODEC.pack(photo)).hasSizeLessThan(photo.samples().length).isEqualTo(CODEC.pack(photo));
    }

    @Test
    void refusesABlockOfAnotherShape() {
        var packed = CODEC.pack(TestPhoto.of(SIZE, PixelFormat.rgb8()));
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> CODEC.unpack(packed, new Size(60, 41), PixelFormat.rgb8()))
                .withMessage("block holds 7200 bytes, expected 7380 for 60x41 pixels of 3 bytes");
    }

    @Test
    void refusesABlockThatWasDamagedAnywhere() {
        var packed = CODEC.pack(PixelBlock.random(new Random(1), SIZE, PixelFormat.rgb8()));
        new Random(2).ints(200, 0, packed.length).forEach(position -> {
            var damaged = packed.clone();
            damaged[position] ^= 16;
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(() -> CODEC.unpack(damaged, SIZE, PixelFormat.rgb8()));
        });
        for (int length = 0; length < packed.length; length += 97) {
            var cut = Arrays.copyOf(packed, length);
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(() -> CODEC.unpack(cut, SIZE, PixelFormat.rgb8()));
        }
    }
}
