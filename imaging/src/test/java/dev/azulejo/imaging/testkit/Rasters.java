package dev.azulejo.imaging.testkit;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Function;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIOServiceProvider;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Reads and writes images by the JDK, as an independent judge of a file's content.
public final class Rasters {
    private Rasters() {}

    /// The pixels of `file` in its own bands and bits.
    public static PixelBlock read(byte[] file) {
        try {
            return pixels(image(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static BufferedImage image(byte[] file) throws IOException {
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var reader = ofJava(ImageIO.getImageReaders(input), ImageReader::getOriginatingProvider);
            reader.setInput(input);
            try {
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }

    /// The JDK's own reader or writer: others on the class path put themselves before it.
    private static <T> T ofJava(Iterator<T> all, Function<T, IIOServiceProvider> provider) {
        while (all.hasNext()) {
            var one = all.next();
            if (provider.apply(one).getClass().getModule() == ImageIO.class.getModule()) {
                return one;
            }
        }
        throw new IllegalArgumentException("ImageIO does not know this format");
    }

    private static PixelBlock pixels(BufferedImage image) {
        var raster = image.getRaster();
        int bits = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT ? 16 : 8;
        int bands = raster.getNumBands();
        var block = PixelBlock.blank(new Size(image.getWidth(), image.getHeight()), new PixelFormat(bands, bits));
        var row = new int[image.getWidth() * bands];
        int position = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int sample : raster.getPixels(0, y, image.getWidth(), 1, row)) {
                block.samples()[position++] = (byte) sample;
                if (bits == 16) {
                    block.samples()[position++] = (byte) (sample >> 8);
                }
            }
        }
        return block;
    }

    public static BufferedImage image(PixelBlock block) {
        var format = block.format();
        var space = ColorSpace.getInstance(format.colourBands() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        int type = format.bits() == 16 ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE;
        var raster = Raster.createInterleavedRaster(type, block.width(), block.height(), format.bands(), null);
        var row = new int[block.width() * format.bands()];
        int position = 0;
        for (int y = 0; y < block.height(); y++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = block.samples()[position++] & 0xff;
                if (format.bits() == 16) {
                    row[i] |= (block.samples()[position++] & 0xff) << 8;
                }
            }
            raster.setPixels(0, y, block.width(), 1, row);
        }
        int transparency = format.hasAlpha() ? Transparency.TRANSLUCENT : Transparency.OPAQUE;
        var model = new ComponentColorModel(space, format.hasAlpha(), false, transparency, type);
        return new BufferedImage(model, raster, false, null);
    }

    public static byte[] png(PixelBlock block) {
        return write(image(block), "png", 1, false);
    }

    public static byte[] jpeg(PixelBlock block, float quality, boolean progressive) {
        return write(image(block), "jpeg", quality, progressive);
    }

    public static byte[] write(BufferedImage image, String format, float quality, boolean progressive) {
        var writer = ofJava(ImageIO.getImageWritersByFormatName(format), ImageWriter::getOriginatingProvider);
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(quality);
            }
            if (progressive) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
