package dev.azulejo.core.look;

import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.PixelFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/// Pictures as rows of bytes, for looks at them.
public final class LookedPictures {
    private LookedPictures() {}

    /// Where `path` is from the root of the repository; tests run in the module's folder.
    public static BufferedImage ofRepository(String path) throws IOException {
        return read(Path.of("..").resolve(path));
    }

    static BufferedImage read(Path file) throws IOException {
        var picture = ImageIO.read(file.toFile());
        if (picture == null) {
            throw new IOException("no picture that ImageIO reads: " + file);
        }
        return picture;
    }

    static byte[] rgb(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        var bytes = new byte[3 * pixels.length];
        for (int at = 0; at < pixels.length; at++) {
            bytes[3 * at] = (byte) (pixels[at] >> 16);
            bytes[3 * at + 1] = (byte) (pixels[at] >> 8);
            bytes[3 * at + 2] = (byte) pixels[at];
        }
        return bytes;
    }

    /// Shows a look all rows of a picture, as many at a time as there may be.
    static void show(byte[] bytes, int width, PixelFormat format, Consumer<LookedRows> look) {
        int rowBytes = width * format.bytesPerPixel();
        int height = bytes.length / rowBytes;
        var rows = new LookedRows(width, format);
        for (int top = 0; top < height; top += LookedRows.MOST_ROWS) {
            int count = Math.min(LookedRows.MOST_ROWS, height - top);
            var some = new byte[count * rowBytes];
            System.arraycopy(bytes, top * rowBytes, some, 0, some.length);
            rows.fill(some, count);
            look.accept(rows);
        }
    }
}
