package dev.azulejo.functions;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/// Small images, written and read by the JDK: another implementation than the one under test.
final class TestPhotos {
    private TestPhotos() {}

    /// @param format `png` or `jpg`
    static byte[] photo(String format, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (x * 5 & 255) << 16 | (y * 3 & 255) << 8 | ((x ^ y) & 255));
            }
        }
        return encoded(image, format);
    }

    private static byte[] encoded(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// A picture of which each pixel is meant: four colours side by side in no order.
    static byte[] pattern(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, new int[] {0x205030, 0xC0C0C0, 0x808020, 0xF0F0E0}[random.nextInt(4)]);
            }
        }
        return encoded(image, "png");
    }

    static BufferedImage read(InputStream file) {
        try (file) {
            return ImageIO.read(new ByteArrayInputStream(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
