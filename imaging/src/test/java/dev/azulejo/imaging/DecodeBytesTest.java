package dev.azulejo.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.jpeg.JpegWatch;
import dev.azulejo.imaging.testkit.DecodedPeak;
import dev.azulejo.imaging.testkit.Rasters;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import dev.azulejo.imaging.testkit.VipsSaver;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks the memory of decoders beside a file's rows: read from the header, and as much as they really
/// take.
@Tag("slow")
class DecodeBytesTest {
    private static final VipsDecoder DECODER = new VipsDecoder(TestLibvips.LIBVIPS);
    private static final Size SIZE = new Size(61, 43);

    /// The other memory of a process that decodes: rows, buffers, a heap that grows. Measured with streamed
    /// files.
    private static final long ROWS_BYTES = 12L << 20;

    @TempDir
    Path folder;

    private static long told(byte[] file) throws UnreadableImage {
        return DECODER.probe(new ByteArrayInputStream(file), 1).decodeBytes();
    }

    private static PixelBlock photo(int bands) {
        return TestPhoto.of(SIZE, new PixelFormat(bands, 8));
    }

    @Test
    void filesThatAreDecodedRowByRowHoldNothing() throws UnreadableImage {
        assertThat(told(Rasters.png(photo(3)))).isZero();
        assertThat(told(Rasters.jpeg(photo(3), 0.9f, false))).isZero();
    }

    @Test
    void aProgressiveJpegHoldsAllItsCoefficients() throws UnreadableImage {
        // 4 x 3 units of 16 x 16 pixels, each of four blocks of luma and two of chroma, 128 bytes a block
        assertThat(told(Rasters.jpeg(photo(3), 0.9f, true))).isEqualTo(4 * 3 * 6 * 128);
        assertThat(told(Rasters.jpeg(photo(1), 0.9f, true))).isEqualTo(8 * 6 * 128);
    }

    /// The file is sequential, but has a scan for each component (`jpegtran -scans` makes such files): the
    /// first has one of three.
    @Test
    void aJpegWhoseComponentsCutUpOverScansHoldsAllItsCoefficients() {
        var watch = new JpegWatch();
        var file = Rasters.jpeg(photo(3), 0.9f, false);
        int scan = indexOf(file, 0xda);
        file[scan + 4] = 1;
        watch.saw(file, file.length);
        assertThat(watch.decodeBytes(1, SIZE.pixels(), 3)).isEqualTo(4 * 3 * 6 * 128);
    }

    private static int indexOf(byte[] file, int marker) {
        for (int i = 0; ; i++) {
            if (file[i] == (byte) 0xff && file[i + 1] == (byte) marker) {
                return i;
            }
        }
    }

    @Test
    void anInterlacedPngHoldsTheWholeImage() throws UnreadableImage {
        var file = Rasters.write(Rasters.image(photo(4)), "png", 1, true);
        assertThat(told(file)).isEqualTo(4 * SIZE.pixels());
    }

    @Test
    void webpAndAvifHoldTheImageSeveralTimes() throws UnreadableImage {
        var webp = VipsSaver.webp(photo(3));
        assertThat(told(webp)).isEqualTo(8 * SIZE.pixels() + webp.length);
        assertThat(told(VipsSaver.avif(photo(3)))).isEqualTo((long) ((12 + 3 * 2.3) * SIZE.pixels()));
    }

    @Test
    void aGifHoldsTheFileAndAFrame() throws UnreadableImage {
        var file = Rasters.write(
                new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_BYTE_INDEXED), "gif", 1, false);
        assertThat(told(file)).isBetween(4 * SIZE.pixels(), 4 * SIZE.pixels() + file.length);
    }

    @Test
    void soMuchMemoryItReallyTakes() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "only Linux tells how much memory a process had");
        var size = new Size(4096, 3072);
        var image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        var part = Rasters.image(TestPhoto.of(new Size(512, 512), PixelFormat.rgb8()));
        for (int tile = 0; tile < 48; tile++) {
            image.createGraphics().drawImage(part, tile % 8 * 512, tile / 8 * 512, null);
        }
        var plain = Files.write(folder.resolve("plain.jpg"), Rasters.write(image, "jpeg", 0.8f, false));
        assertTakesWhatIsTold(plain, Rasters.write(image, "jpeg", 0.8f, true));
        assertTakesWhatIsTold(plain, Rasters.write(image, "png", 1, true));
    }

    private void assertTakesWhatIsTold(Path plain, byte[] file) throws Exception {
        var path = Files.write(folder.resolve("image"), file);
        long told = told(file);
        long took = took(plain, path);
        assertThat(took).as("told %,d, took %,d", told, took).isBetween(told * 85 / 100, told * 11 / 10 + ROWS_BYTES);
    }

    private long took(Path plain, Path file) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Xmn8m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DecodedPeak.class.getName(),
                TestLibvips.CHOICE.text(),
                TestLibvips.CACHE.toString(),
                plain.toString(),
                file.toString());
        builder.environment().put("MALLOC_MMAP_THRESHOLD_", "1048576");
        var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return Long.parseLong(List.of(said.split("\n")).getLast().strip());
    }
}
