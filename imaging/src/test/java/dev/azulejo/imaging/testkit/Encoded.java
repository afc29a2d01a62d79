package dev.azulejo.imaging.testkit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// Encodes small images by the JDK.
public final class Encoded {
    private static final int SIDE = 19;

    private Encoded() {}

    private static BufferedImage image(int type) {
        var image = new BufferedImage(SIDE, SIDE, type);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                image.setRGB(x, y, 0xff00_0000 | (x * y * 31_337));
            }
        }
        return image;
    }

    /// @param format the JDK's name, such as `png`
    public static byte[] image(String format) throws IOException {
        return image(format, BufferedImage.TYPE_3BYTE_BGR);
    }

    /// @param type of a [BufferedImage]
    public static byte[] image(String format, int type) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image(type), format, bytes)) {
            throw new IllegalArgumentException("the JDK does not write " + format);
        }
        return bytes.toByteArray();
    }

    /// A TIFF, compressed in one of the ways that the JDK knows by name.
    public static byte[] tiff(String compression) throws IOException {
        return written("tiff", BufferedImage.TYPE_3BYTE_BGR, compression, false);
    }

    public static byte[] progressiveJpeg() throws IOException {
        return written("jpeg", BufferedImage.TYPE_3BYTE_BGR, "", true);
    }

    /// A BMP whose pixels are packed in runs.
    public static byte[] runs() throws IOException {
        return written("bmp", BufferedImage.TYPE_BYTE_INDEXED, "BI_RLE8", false);
    }

    private static byte[] written(String format, int type, String compression, boolean isProgressive)
            throws IOException {
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        var bytes = new ByteArrayOutputStream();
        try (var target = ImageIO.createImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            if (!compression.isEmpty()) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionType(compression);
            }
            if (isProgressive) {
                how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(target);
            writer.write(null, new IIOImage(image(type), null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
