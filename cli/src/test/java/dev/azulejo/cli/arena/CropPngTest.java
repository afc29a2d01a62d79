package dev.azulejo.cli.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CropPngTest {
    @Test
    void thereIsNothingInThemButPixels() {
        var crop = PixelBlock.random(new Random(2), new Size(37, 21), PixelFormat.rgb8());
        for (var file : CropPng.closed(List.of(CropPng.open(crop), CropPng.open(crop)), new Random(3))) {
            assertThat(chunks(file)).containsExactly("IHDR", "IDAT", "paDd", "IEND");
        }
    }

    private static List<String> chunks(byte[] png) {
        var names = new ArrayList<String>();
        var bytes = ByteBuffer.wrap(png).position(8);
        while (bytes.hasRemaining()) {
            int length = bytes.getInt();
            var name = new byte[4];
            bytes.get(name);
            names.add(new String(name, StandardCharsets.US_ASCII));
            bytes.position(bytes.position() + length + 4);
        }
        return names;
    }

    @Test
    void cropsOfOneSceneHaveOneLengthAndTheirPixels() throws IOException {
        var random = new Random(1);
        var noise = PixelBlock.random(random, new Size(37, 21), PixelFormat.rgb8());
        var flat = PixelBlock.blank(new Size(37, 21), PixelFormat.rgb8());
        var files = CropPng.closed(List.of(CropPng.open(noise), CropPng.open(flat)), random);
        assertThat(files.getFirst()).hasSameSizeAs(files.getLast());
        for (int i = 0; i < 2; i++) {
            var image = ImageIO.read(new ByteArrayInputStream(files.get(i)));
            assertThat(image.getWidth()).isEqualTo(37);
            assertThat(image.getHeight()).isEqualTo(21);
            var samples = (i == 0 ? noise : flat).samples();
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
