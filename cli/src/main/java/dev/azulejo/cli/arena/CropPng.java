package dev.azulejo.cli.arena;

import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.imaging.png.PngChunks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Crops as PNG files that nobody can tell apart but by looking: encoded alike, of one length, and with nothing in them
/// but pixels: no profile, no text, no time.
final class CropPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int RGB = 2;
    private static final int FILTER_SUB = 1;
    private static final int CHUNK_BYTES = 12;

    /// Ancillary, private, may be copied: readers pass it over. (PNG, third edition, 5.4)
    private static final String PADDING = "paDd";

    private CropPng() {}

    /// @param crop 8-bit RGB in the colours of sRGB, which is what readers take a PNG without a profile for
    /// @return without its end
    static byte[] open(PixelBlock crop) {
        var chunks = new PngChunks(crop.samples().length);
        chunks.add(SIGNATURE);
        var header = ByteBuffer.allocate(13).putInt(crop.width()).putInt(crop.height());
        chunks.chunk("IHDR", header.put((byte) 8).put((byte) RGB).array());
        chunks.chunk("IDAT", packed(filtered(crop)));
        return chunks.toByteArray();
    }

    /// All of the length of the longest.
    static List<byte[]> closed(Collection<byte[]> open, Random random) {
        int longest = open.stream().mapToInt(png -> png.length).max().orElse(0);
        return open.stream().map(png -> closed(png, longest, random)).toList();
    }

    private static byte[] closed(byte[] open, int bytes, Random random) {
        var padding = new byte[bytes - open.length];
        random.nextBytes(padding); // zeros would be packed by whatever packs on the way
        var chunks = new PngChunks(bytes + 2 * CHUNK_BYTES);
        chunks.add(open);
        chunks.chunk(PADDING, padding);
        chunks.chunk("IEND", new byte[0]);
        return chunks.toByteArray();
    }

    private static byte[] filtered(PixelBlock crop) {
        int stride = crop.stride();
        var filtered = new byte[crop.height() * (stride + 1)];
        for (int y = 0; y < crop.height(); y++) {
            int to = y * (stride + 1);
            filtered[to] = FILTER_SUB;
            for (int i = 0; i < stride; i++) {
                int left = i < 3 ? 0 : crop.samples()[y * stride + i - 3];
                filtered[to + 1 + i] = (byte) (crop.samples()[y * stride + i] - left);
            }
        }
        return filtered;
    }

    private static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (var out = new DeflaterOutputStream(packed, deflater)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }
}
