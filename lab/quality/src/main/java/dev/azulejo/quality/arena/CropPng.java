package dev.azulejo.quality.arena;

import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.imaging.png.PngChunks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes crops as PNG files that tell nothing but their pixels: no profile, no text, no time, and not compressed, so
/// that every length in a file follows from the size of the crop alone. A packed blurred picture is shorter than a
/// packed sharp one, and padding beside it says by how much.
final class CropPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int RGB = 2;
    private static final byte NO_FILTER = 0;

    private CropPng() {}

    /// Returns the whole file.
    ///
    /// @param crop 8-bit RGB in the colours of sRGB, which is what readers take a PNG without a profile for
    static byte[] of(PixelBlock crop) {
        var chunks = new PngChunks(crop.samples().length);
        chunks.add(SIGNATURE);
        var header = ByteBuffer.allocate(13).putInt(crop.width()).putInt(crop.height());
        chunks.chunk("IHDR", header.put((byte) 8).put((byte) RGB).array());
        chunks.chunk("IDAT", stored(rows(crop)));
        chunks.chunk("IEND", new byte[0]);
        return chunks.toByteArray();
    }

    private static byte[] rows(PixelBlock crop) {
        int stride = crop.stride();
        var rows = ByteBuffer.allocate(crop.height() * (1 + stride));
        for (int y = 0; y < crop.height(); y++) {
            rows.put(NO_FILTER).put(crop.samples(), y * stride, stride);
        }
        return rows.array();
    }

    private static byte[] stored(byte[] bytes) {
        var stored = new ByteArrayOutputStream(bytes.length);
        var deflater = new Deflater(Deflater.NO_COMPRESSION);
        try (var out = new DeflaterOutputStream(stored, deflater)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return stored.toByteArray();
    }
}
