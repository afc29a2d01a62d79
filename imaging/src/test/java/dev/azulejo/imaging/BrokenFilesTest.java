package dev.azulejo.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.testkit.JpegFile;
import dev.azulejo.imaging.testkit.PngFile;
import dev.azulejo.imaging.testkit.Rasters;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import dev.azulejo.imaging.testkit.VipsSaver;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks that files that are cut off or damaged at any place are refused: a grey bottom half would be
/// enlarged and delivered.
class BrokenFilesTest {
    private static final Size SIZE = new Size(211, 97);

    private static void assertRefused(byte[] file, String words) {
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> VipsDecoderTest.decode(file))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE))
                .satisfies(
                        refusal -> assertThat(refusal.detail()).contains(words).doesNotContain("\n"));
    }

    private static Stream<byte[]> files() {
        var photo = TestPhoto.of(SIZE, PixelFormat.rgb8());
        var grey = TestPhoto.of(SIZE, new PixelFormat(1, 8));
        return Stream.of(
                Rasters.png(photo),
                Rasters.write(Rasters.image(photo), "png", 1, true),
                Rasters.jpeg(photo, 0.9f, false),
                Rasters.jpeg(photo, 0.9f, true),
                Rasters.jpeg(grey, 0.9f, false),
                Rasters.write(Rasters.image(photo), "gif", 1, false),
                Rasters.write(Rasters.image(photo), "tiff", 1, false),
                Rasters.write(Rasters.image(photo), "bmp", 1, false),
                VipsSaver.webp(photo),
                VipsSaver.avif(photo));
    }

    @ParameterizedTest
    @MethodSource("files")
    void refusesAFileThatIsCutOffAnywhere(byte[] file) throws UnreadableImage {
        assertThat(VipsDecoderTest.decode(file).height()).isEqualTo(SIZE.height());
        boolean png = file[1] == 'P'; // of which the last chunk alone may be missing: see PngBlocksTest
        var nearTheEnd = IntStream.rangeClosed(png ? 13 : 1, 40).map(cut -> file.length - cut);
        var anywhere = new Random(7).ints(60, 8, file.length - (png ? 12 : 0));
        IntStream.concat(nearTheEnd, anywhere)
                .forEach(length -> assertRefused(Arrays.copyOf(file, length), "is cut off"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsAFileThatSomethingWasAppendedTo(byte[] file) throws UnreadableImage {
        var longer = Arrays.copyOf(file, file.length + 100_000);
        assertThat(VipsDecoderTest.decode(longer).samples())
                .isEqualTo(VipsDecoderTest.decode(file).samples());
    }

    @Test
    void isNotDeceivedByTheEndOfAThumbnail() {
        var thumbnail = Rasters.jpeg(TestPhoto.of(new Size(16, 16), PixelFormat.rgb8()), 0.5f, false);
        for (int width = 20; width < 100; width++) { // libjpeg misses the end of some and not of others
            var photo = TestPhoto.of(new Size(width, 20), PixelFormat.rgb8());
            var file = JpegFile.withSegment(Rasters.jpeg(photo, 0.9f, false), 0xe1, thumbnail);
            assertRefused(Arrays.copyOf(file, file.length - 2), "is cut off");
        }
    }

    @Test
    void refusesPngWhoseOnlyChunkOfPixelsHasAWrongChecksum() {
        var filtered = new byte[4 * 5];
        var content = PngFile.deflated(filtered);
        var file = new PngFile(4, 4, 8, 0, false).chunk("IDAT", content, 1).end();
        assertRefused(file, "damaged");
    }

    @Test
    void refusesPngWithAnyDamagedByteOfPixels() {
        var file = Rasters.png(PixelBlock.random(new Random(1), SIZE, PixelFormat.rgb8()));
        int start = 60;
        new Random(2).ints(60, start, file.length - 30).forEach(position -> {
            var damaged = file.clone();
            damaged[position] ^= 4;
            assertThatExceptionOfType(UnreadableImage.class).isThrownBy(() -> VipsDecoderTest.decode(damaged));
        });
    }

    @Test
    void refusesPngThatHoldsFewerRowsThanItClaims() {
        var file = new PngFile(4, 5, 8, 0, false).image(new byte[4 * 5]).end();
        assertRefused(file, "damaged");
    }

    @Test
    void probesAHeaderThatClaimsMoreThanAnyMemory() throws UnreadableImage {
        var file = new PngFile(65_536, 65_536, 16, 6, true).image(new byte[10]).end();
        var image = new VipsDecoder(TestLibvips.LIBVIPS).probe(new ByteArrayInputStream(file), 1);
        assertThat(image.stored()).isEqualTo(new Size(65_536, 65_536));
        assertThat(image.pixels()).isEqualTo(new PixelFormat(4, 16));
    }

    @Test
    void refusesASideOfZeroAndAChunkLongerThanAnyFile() {
        assertRefused(new PngFile(0, 4, 8, 0, false).end(), "damaged");
        var file = new PngFile(4, 4, 8, 0, false).bytes();
        var claim = ByteBuffer.allocate(file.length + 8)
                .put(file)
                .putInt(-5)
                .putInt(0x49444154)
                .array();
        assertRefused(claim, "cut off");
    }
}
