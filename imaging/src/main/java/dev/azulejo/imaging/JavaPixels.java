package dev.azulejo.imaging;

import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.UnreadableImage;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import javax.imageio.ImageTypeSpecifier;
import org.jspecify.annotations.Nullable;

/// How the pixels of Java's images become ours.
///
/// @param bySample whether samples are copied; else each pixel is looked up as 8-bit sRGB, which
///     palettes and packed pixels are
record JavaPixels(PixelFormat format, boolean bySample) {
    /// @param type of the image as the reader found it; null when it is of no kind that Java knows
    static JavaPixels of(ImageFormat format, @Nullable ImageTypeSpecifier type) throws UnreadableImage {
        if (type == null) {
            throw unsupported(format);
        }
        var model = type.getColorModel();
        int space = model.getColorSpace().getType();
        int kind = model.getTransferType();
        boolean known = space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_GRAY;
        if (!known
                || kind == DataBuffer.TYPE_FLOAT
                || kind == DataBuffer.TYPE_DOUBLE
                || kind == DataBuffer.TYPE_SHORT) {
            throw unsupported(format);
        }
        int bands = (space == ColorSpace.TYPE_GRAY ? 1 : 3) + (model.hasAlpha() ? 1 : 0);
        if (!(model instanceof ComponentColorModel)) {
            return new JavaPixels(new PixelFormat(model.hasAlpha() ? 4 : 3, 8), false);
        }
        if (model.getNumComponents() != bands || model.getComponentSize(0) > 16) {
            throw unsupported(format);
        }
        return new JavaPixels(new PixelFormat(bands, model.getComponentSize(0) > 8 ? 16 : 8), true);
    }

    private static UnreadableImage unsupported(ImageFormat format) {
        return new UnreadableImage(
                Reason.UNSUPPORTED_PIXELS,
                "is %s with pixels of an unusual kind; convert it to RGB of 8 or 16 bits"
                        .formatted(FormatName.of(format)),
                null);
    }

    /// Puts a row into `target` from `offset` on.
    void row(BufferedImage image, int y, byte[] target, int offset) {
        if (bySample) {
            samples(image, y, target, offset);
        } else {
            colours(image, y, target, offset);
        }
    }

    private void colours(BufferedImage image, int y, byte[] target, int offset) {
        int position = offset;
        for (int pixel : image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth())) {
            target[position++] = (byte) (pixel >> 16);
            target[position++] = (byte) (pixel >> 8);
            target[position++] = (byte) pixel;
            if (format.hasAlpha()) {
                target[position++] = (byte) (pixel >> 24);
            }
        }
    }

    /// Java's readers have widened odd depths to 8 or 16 bits already, whatever the colour model says.
    private void samples(BufferedImage image, int y, byte[] target, int offset) {
        int[] row = image.getRaster().getPixels(0, y, image.getWidth(), 1, (int[]) null);
        if (image.getColorModel().isAlphaPremultiplied()) {
            unpremultiply(row);
        }
        int position = offset;
        for (int sample : row) {
            target[position++] = (byte) sample;
            if (format.bits() == 16) {
                target[position++] = (byte) (sample >> 8);
            }
        }
    }

    private void unpremultiply(int[] row) {
        int bands = format.bands();
        long max = format.maxSample();
        for (int at = 0; at < row.length; at += bands) {
            long alpha = row[at + bands - 1];
            for (int band = 0; band < bands - 1; band++) {
                row[at + band] = alpha == 0 ? 0 : (int) Math.min(max, (row[at + band] * max + alpha / 2) / alpha);
            }
        }
    }
}
