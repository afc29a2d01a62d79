package dev.azulejo.quality.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CropPngTest {
    private static final PixelBlock NOISE = PixelBlock.random(new Random(1), new Size(37, 21), PixelFormat.rgb8());
    private static final PixelBlock FLAT = PixelBlock.blank(new Size(37, 21), PixelFormat.rgb8());

    @Test
    void neitherChunksNorTheirLengthsTellWhatIsInThem() {
        assertThat(chunks(CropPng.of(NOISE))).containsOnlyKeys("IHDR", "IDAT", "IEND");
        assertThat(chunks(CropPng.of(FLAT))).isEqualTo(chunks(CropPng.of(NOISE)));
    }

    /// Their lengths by their names.
    private static Map<String, Integer> chunks(byte[] png) {
        var lengths = new LinkedHashMap<String, Integer>();
        var bytes = ByteBuffer.wrap(png).position(8);
        while (bytes.hasRemaining()) {
            int length = bytes.getInt();
            var name = new byte[4];
            bytes.get(name);
            assertThat(lengths.put(new String(name, StandardCharsets.US_ASCII), length))
                    .isNull();
            bytes.position(bytes.position() + length + 4);
        }
        return lengths;
    }

    @Test
    void readersFindTheirPixels() throws IOException {
        for (var crop : List.of(NOISE, FLAT)) {
            var image = ImageIO.read(new ByteArrayInputStream(CropPng.of(crop)));
            assertThat(image.getWidth()).isEqualTo(37);
            assertThat(image.getHeight()).isEqualTo(21);
            var samples = crop.samples();
            for (int pixel = 0; pixel < 37 * 21; pixel++) {
                int rgb = image.getRGB(pixel % 37, pixel / 37) & 0xffffff;
                int expected = (samples[3 * pixel] & 0xff) << 16
                        | (samples[3 * pixel + 1] & 0xff) << 8
                        | (samples[3 * pixel + 2] & 0xff);
                assertThat(rgb).isEqualTo(expected);
            }
        }
    }
}
