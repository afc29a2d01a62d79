package dev.azulejo.imaging.tiff;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.UnreadableImage;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.PackedColorModel;
import java.util.Arrays;
import javax.imageio.ImageTypeSpecifier;
import org.jspecify.annotations.Nullable;

/// Converts the pixels of Java's images.
///
/// @param bySample whether samples are copied; otherwise each pixel is looked up as 8-bit sRGB, for
///     palettes and packed pixels of few bits
/// @param white the highest sample that the reader gives
record JavaPixels(PixelFormat format, boolean bySample, long white) {
    private static final int BYTE_BITS = 8;
    private static final int SHORT_BITS = 16;

    /// @param type of the image as the reader found it; null when it is of no kind that Java knows
    /// @param depth bits of the samples if the reader gives them as they are in the file; 0 if it widens
    ///     them to 8 or 16
    static JavaPixels of(@Nullable ImageTypeSpecifier type, int depth) throws UnreadableImage {
        if (type == null) {
            throw unsupported();
        }
        var model = type.getColorModel();
        int space = model.getColorSpace().getType();
        int kind = model.getTransferType();
        boolean known = space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_GRAY;
        if (!known
                || kind == DataBuffer.TYPE_FLOAT
                || kind == DataBuffer.TYPE_DOUBLE
                || kind == DataBuffer.TYPE_SHORT) {
            throw unsupported();
        }
        int bands = (space == ColorSpace.TYPE_GRAY ? 1 : 3) + (model.hasAlpha() ? 1 : 0);
        int size = model.getComponentSize(0);
        if (model instanceof PackedColorModel && size > BYTE_BITS) {
            return bySample(bands, size);
        }
        if (!(model instanceof ComponentColorModel)) {
            return new JavaPixels(new PixelFormat(model.hasAlpha() ? 4 : 3, BYTE_BITS), false, 0);
        }
        if (model.getNumComponents() != bands || (depth == 0 && size > SHORT_BITS)) {
            throw unsupported();
        }
        return bySample(bands, depth > 0 ? depth : size > BYTE_BITS ? SHORT_BITS : BYTE_BITS);
    }

    private static JavaPixels bySample(int bands, int bits) {
        var format = new PixelFormat(bands, bits > BYTE_BITS ? SHORT_BITS : BYTE_BITS);
        return new JavaPixels(format, true, (1L << bits) - 1);
    }

    private static UnreadableImage unsupported() {
        return new UnreadableImage(
                Reason.UNSUPPORTED_PIXELS,
                "is a TIFF with pixels of an unusual kind; convert it to RGB of 8 or 16 bits",
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

    /// Copies the samples of a row. The JDK's reader widens odd depths of separate samples to 8 or 16 bits,
    /// regardless of the colour model.
    private void samples(BufferedImage image, int y, byte[] target, int offset) {
        int[] row = image.getRaster().getPixels(0, y, image.getWidth(), 1, (int[]) null);
        if (white != format.maxSample()) {
            Arrays.setAll(row, i -> (int) ((row[i] * (long) format.maxSample() + white / 2) / white));
        }
        if (image.getColorModel().isAlphaPremultiplied()) {
            unpremultiply(row, format);
        }
        int position = offset;
        for (int sample : row) {
            target[position++] = (byte) sample;
            if (format.bits() == 16) {
                target[position++] = (byte) (sample >> 8);
            }
        }
    }

    /// Divides the colours of pixels by their alpha, which comes last.
    static void unpremultiply(int[] row, PixelFormat format) {
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
