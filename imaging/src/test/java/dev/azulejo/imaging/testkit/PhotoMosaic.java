package dev.azulejo.imaging.testkit;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/// A large image with the texture of an enlarged photograph: those of `docs/images` at twice their size,
/// row after row, every second one mirrored. It has the same pixels on every machine.
public final class PhotoMosaic {
    private static final List<String> NAMES = List.of("astronaut.png", "chelsea.png", "rocket.jpg");
    private static final int SCALE = 2;

    private PhotoMosaic() {}

    /// @param folder of the photographs
    public static PixelBlock of(Path folder, Size size) throws IOException {
        var sources = new ArrayList<BufferedImage>();
        for (var name : NAMES) {
            sources.add(enlarged(ImageIO.read(folder.resolve(name).toFile())));
        }
        int rowHeight =
                sources.stream().mapToInt(BufferedImage::getHeight).min().orElseThrow();
        var mosaic = PixelBlock.blank(size, PixelFormat.rgb8());
        int index = 0;
        for (int top = 0; top < size.height(); top += rowHeight) {
            for (int left = 0; left < size.width(); index++) {
                var source = sources.get(index % sources.size());
                paste(source, index % 2 == 1, left, top, mosaic);
                left += source.getWidth();
            }
        }
        return mosaic;
    }

    private static BufferedImage enlarged(BufferedImage source) {
        int width = source.getWidth() * SCALE;
        int height = source.getHeight() * SCALE;
        var target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(source, 0, 0, width, height, null);
        graphics.dispose();
        return target;
    }

    private static void paste(BufferedImage source, boolean mirrored, int left, int top, PixelBlock target) {
        int width = Math.min(source.getWidth(), target.width() - left);
        int height = Math.min(source.getHeight(), target.height() - top);
        byte[] samples = target.samples();
        for (int y = 0; y < height; y++) {
            int to = (top + y) * target.stride() + left * 3;
            for (int x = 0; x < width; x++) {
                int rgb = source.getRGB(mirrored ? source.getWidth() - 1 - x : x, y);
                samples[to++] = (byte) (rgb >> 16);
                samples[to++] = (byte) (rgb >> 8);
                samples[to++] = (byte) rgb;
            }
        }
    }
}
