package dev.azulejo.imaging.testkit;

import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Makes JPEG files that ImageIO does not write by itself.
public final class JpegFile {
    private JpegFile() {}

    /// A JPEG of four components of one value, written as a raster without a colour model. All programs
    /// store CMYK inverted: 255 is no ink.
    public static byte[] cmyk(int value) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 9, 9, 4, null);
        Arrays.fill(((DataBufferByte) raster.getDataBuffer()).getData(), (byte) value);
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(raster, null, null), null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// `jpeg` with a segment right after its start.
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + 4 + content.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(Arrays.copyOfRange(jpeg, 2, jpeg.length))
                .array();
    }
}
