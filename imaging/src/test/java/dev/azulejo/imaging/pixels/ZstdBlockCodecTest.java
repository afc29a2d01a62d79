package dev.azulejo.imaging.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
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
    private static final ZstdBlockCodec FOR_FAST_DEVICES = ZstdBlockCodec.forFastDevices();
    private static final Size SIZE = new Size(60, 40);
    private static final int MOST_IN_VAIN = 31;

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

    /// Blocks of drawings, whose rows are often alike: runs of zeros of all lengths, at all places of a
    /// frame.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void unpacksWhatIsPackedForFastDevices(long seed) {
        var random = new Random(seed);
        var size = new Size(random.nextInt(1, 2000), random.nextInt(1, 90));
        var format = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        var block = random.nextInt(4) == 0 ? PixelBlock.random(random, size, format) : PixelBlock.blank(size, format);
        for (int spots = random.nextInt(20); spots > 0; spots--) {
            int at = random.nextInt(block.samples().length);
            int end = Math.min(block.samples().length, at + random.nextInt(1, 3 * block.stride()));
            Arrays.fill(block.samples(), at, end, (byte) random.nextInt());
        }
        var samples = block.samples().clone();
        var packed = FOR_FAST_DEVICES.pack(block);
        assertThat(CODEC.unpack(packed, size, format).samples()).isEqualTo(samples);
        assertThat(block.samples()).isEqualTo(samples);
        assertThat(FOR_FAST_DEVICES.pack(block)).isEqualTo(packed);
    }

    @Test
    void packsAPhotoForFastDevicesNotMuchLarger() {
        var photo = TestPhoto.of(new Size(500, 300), PixelFormat.rgb8());
        assertThat(FOR_FAST_DEVICES.pack(photo)).hasSizeLessThan(CODEC.pack(photo).length * 5 / 4);
    }

    @Test
    void packsAFlatBlockForFastDevicesIntoFewBytes() {
        var flat = PixelBlock.blank(new Size(2000, 400), PixelFormat.rgb8());
        Arrays.fill(flat.samples(), (byte) 77);
        assertThat(FOR_FAST_DEVICES.pack(flat)).hasSizeLessThan(2000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void unpacksSomeRowsAndFewOthers(long seed) {
        var random = new Random(seed);
        var size = new Size(random.nextInt(1, 40), random.nextInt(1, 200));
        var format = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        var block = TestPhoto.of(size, format);
        int first = random.nextInt(size.height());
        int end = random.nextInt(first, size.height()) + 1;
        var rows = CODEC.unpack(CODEC.pack(block), size, format, first, end);
        assertThat(rows.first()).isBetween(Math.max(0, first - MOST_IN_VAIN), first);
        int endRow = rows.first() + rows.pixels().height();
        assertThat(endRow).isBetween(end, Math.min(size.height(), end + MOST_IN_VAIN));
        assertThat(rows.pixels().samples())
                .isEqualTo(block.crop(Rect.between(0, rows.first(), size.width(), endRow))
                        .samples());
    }

    /// Jobs may be under way while a new build is deployed.
    @Test
    void unpacksWhatEarlierBuildsHavePackedAsOneFrame() {
        var photo = TestPhoto.of(SIZE, PixelFormat.rgb8());
        byte[] rows = photo.samples();
        var filtered = rows.clone();
        for (int i = photo.stride(); i < rows.length; i++) {
            filtered[i] = (byte) (rows[i] - rows[i - photo.stride()]);
        }
        var packed = Zstd.compress(filtered, 1);
        assertThat(CODEC.unpack(packed, SIZE, PixelFormat.rgb8()).samples()).isEqualTo(rows);
        assertThat(CODEC.unpack(packed, SIZE, PixelFormat.rgb8(), 35, 36)
                        .pixels()
                        .samples())
                .isEqualTo(rows);
    }

    @Test
    void refusesABlockWhoseLastFrameIsMissing() {
        var packed = CODEC.pack(TestPhoto.of(SIZE, PixelFormat.rgb8()));
        var cut = Arrays.copyOf(packed, (int) Zstd.findFrameCompressedSize(packed));
        assertThat(cut.length).isLessThan(packed.length);
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> CODEC.unpack(cut, SIZE, PixelFormat.rgb8(), 0, 1))
                .withMessage("block holds 5760 bytes, expected 7200 for 60x40 pixels of 3 bytes");
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
