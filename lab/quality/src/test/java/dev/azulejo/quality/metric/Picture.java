package dev.azulejo.quality.metric;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/// A part of a picture of this repository (`benchmarks/pictures`, `docs/images`), all of them PNG: 8-bit RGB.
///
/// @param name for files and reports
public record Picture(String name, String file, int left, int top, int width, int height) {
    private static final Path ROOT = Path.of("../..");
    private static final String COFFEE = "benchmarks/pictures/photographs/coffee.png";
    private static final String DRAWN = "benchmarks/pictures/drawn/";
    private static final String PIXELS = "benchmarks/pictures/pixels/";

    /// The pictures, with even and odd sides, powers of two and primes, on both sides of the size that
    /// MS-SSIM needs and of that from which FSIM reduces.
    static final List<Picture> ALL = List.of(
            new Picture("cat", "docs/images/chelsea.png", 60, 0, 256, 256),
            new Picture("cat-odd", "docs/images/chelsea.png", 100, 50, 257, 191),
            new Picture("whiskers", "docs/images/chelsea.png", 150, 120, 128, 96),
            new Picture("astronaut", "docs/images/astronaut.png", 0, 0, 512, 512),
            new Picture("face", "docs/images/astronaut.png", 150, 0, 192, 224),
            new Picture("shuttle", "docs/images/astronaut.png", 300, 20, 211, 307),
            new Picture("coffee", COFFEE, 0, 0, 600, 400),
            new Picture("cup", COFFEE, 200, 80, 320, 240),
            new Picture("wood", COFFEE, 0, 0, 180, 177),
            new Picture("text", "docs/images/text.png", 0, 0, 256, 200),
            new Picture("bars", DRAWN + "bars.png", 100, 100, 256, 192),
            new Picture("cartoon", DRAWN + "cartoon.png", 200, 150, 300, 240),
            new Picture("chart", DRAWN + "chart.png", 250, 150, 256, 256),
            new Picture("editor", DRAWN + "editor.png", 60, 40, 240, 180),
            new Picture("logo", DRAWN + "logo.png", 200, 150, 360, 270),
            new Picture("map", DRAWN + "map.png", 300, 200, 256, 192),
            new Picture("page", DRAWN + "page.png", 100, 80, 192, 256),
            new Picture("web-page", DRAWN + "web-page.png", 100, 100, 384, 288),
            new Picture("rings", PIXELS + "rings.png", 0, 0, 192, 144),
            new Picture("sixteen-colours", PIXELS + "sixteen-colours.png", 0, 0, 192, 144));

    PixelBlock pixels() {
        return pixels(read(file), left, top, width, height);
    }

    /// A whole picture of this repository.
    public static PixelBlock whole(String file) {
        return pixels(read(file));
    }

    private static BufferedImage read(String file) {
        try {
            return ImageIO.read(ROOT.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PixelBlock pixels(BufferedImage image) {
        return pixels(image, 0, 0, image.getWidth(), image.getHeight());
    }

    private static PixelBlock pixels(BufferedImage image, int left, int top, int width, int height) {
        var block = PixelBlock.blank(new Size(width, height), PixelFormat.rgb8());
        for (int i = 0; i < width * height; i++) {
            int colour = colour(image, left + i % width, top + i / width);
            block.samples()[3 * i] = (byte) (colour >> 16);
            block.samples()[3 * i + 1] = (byte) (colour >> 8);
            block.samples()[3 * i + 2] = (byte) colour;
        }
        return block;
    }

    /// The colour of a pixel, with grey as it is stored: Java would take it for linear light.
    private static int colour(BufferedImage image, int x, int y) {
        return image.getType() == BufferedImage.TYPE_BYTE_GRAY
                ? image.getRaster().getSample(x, y, 0) * 0x010101
                : image.getRGB(x, y);
    }

    /// Writes 8-bit RGB as PNG.
    static void write(PixelBlock pixels, Path file) throws IOException {
        ImageIO.write(image(pixels), "png", file.toFile());
    }

    static BufferedImage image(PixelBlock pixels) {
        var image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < pixels.width() * pixels.height(); i++) {
            int red = pixels.samples()[3 * i] & 0xff;
            int green = pixels.samples()[3 * i + 1] & 0xff;
            int blue = pixels.samples()[3 * i + 2] & 0xff;
            image.setRGB(i % pixels.width(), i / pixels.width(), red << 16 | green << 8 | blue);
        }
        return image;
    }
}
