package dev.azulejo.imaging.png;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.imaging.bytes.GrowingBytes;
import dev.azulejo.imaging.colour.ResultColour;
import dev.azulejo.imaging.deflate.Adler32Sum;
import dev.azulejo.imaging.deflate.Deflate;
import dev.azulejo.imaging.deflate.Deflate.Ending;
import dev.azulejo.imaging.deflate.Deflates;
import dev.azulejo.imaging.deflate.Zlib;
import dev.azulejo.imaging.encode.DeflatedEncoder;
import dev.azulejo.imaging.encode.ResultMetadata;
import dev.azulejo.imaging.encode.StripShape;
import dev.azulejo.imaging.ifd.Fraction;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.pixels.ResultPixels;
import dev.azulejo.imaging.pixels.UpFilter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Adler32;

/// Encodes PNG in strips: each is one chunk IDAT, a piece of the file's deflate stream that starts and ends
/// at a byte and refers to nothing before it (RFC 1951: a full flush). The trailer ends that stream and has
/// its checksum, joined from those of the strips.
///
/// A file states its colours as its source did: with a profile as iCCP, else not at all. EXIF has its own
/// chunk, XMP a text with a name by Adobe; there is no place for IPTC's records.
public final class PngStripEncoder extends DeflatedEncoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] LAST_BLOCK = {0x03, 0x00}; // an empty one, with fixed codes (RFC 1951, 3.2.3)
    private static final byte FILTER_SUB = 1;
    private static final byte FILTER_UP = 2;
    private static final int GROUP_BYTES = 1 << 17; // stays in the processor's cache between filter and deflate
    private static final int UNIT_METRE = 1;
    /// The name of XMP's text and its flags: not packed, no language, no translated name. (XMP
    /// specification, part 3, 1.1.5)
    private static final byte[] XMP_TEXT = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    public PngStripEncoder(Libvips libvips) {
        this(libvips, Deflates.found());
    }

    public PngStripEncoder(Libvips libvips, Deflates deflates) {
        super("PNG", libvips, deflates);
    }

    @Override
    public int rowMultiple(PixelFormat pixels, ResultEncoding output) {
        return 1;
    }

    @Override
    public EncodedStrip encode(Result result, int strip, PixelBlock rows) {
        StripShape.require(result, strip, rows);
        var colour = ResultColour.of(result);
        var pixels = colour.apply(rows, transform);
        var chunks = new PngChunks(pixels.samples().length / 2 + 1024);
        try (var deflate =
                deflates.named(result.deflater()).open(result.encoding().deflateLevel())) {
            if (strip == 0) {
                addHeader(result, colour, deflate, chunks);
                deflate.restart();
            }
            chunks.begin("IDAT");
            if (strip == 0) {
                chunks.add(Zlib.header());
            }
            long checksum = deflate(pixels, deflate, chunks.bytes());
            chunks.end();
            return EncodedStrip.of(chunks.toByteArray(), checksum, rows.height() * (pixels.stride() + 1L));
        }
    }

    private static void addHeader(Result result, ResultColour colour, Deflate.Stream deflate, PngChunks chunks) {
        chunks.add(SIGNATURE);
        var size = result.size();
        var header = ByteBuffer.allocate(13).putInt(size.width()).putInt(size.height());
        header.put((byte) colour.bits()).put(colourType(colour));
        chunks.chunk("IHDR", header.array()); // deflate, the five filters, not interlaced: zeros
        var profile = colour.embedded();
        if (profile.isPresent()) {
            var packed = new GrowingBytes(profile.get().length + Zlib.BYTES);
            Zlib.add(profile.get(), deflate, packed);
            chunks.profile(packed.toByteArray());
        }
        var density = result.density();
        if (density != null) {
            var field = ByteBuffer.allocate(9);
            field.putInt(perMetre(density.horizontal())).putInt(perMetre(density.vertical()));
            chunks.chunk("pHYs", field.put((byte) UNIT_METRE).array());
        }
        var metadata = ResultMetadata.of(result);
        metadata.exif().ifPresent(exif -> chunks.chunk("eXIf", exif));
        chunks.begin("iTXt");
        chunks.add(XMP_TEXT);
        chunks.add(metadata.xmp());
        chunks.end();
    }

    private static byte colourType(ResultColour colour) {
        int grey = colour.alpha() ? 4 : 0;
        int rgb = colour.alpha() ? 6 : 2;
        return (byte) (colour.colours() == 1 ? grey : rgb);
    }

    private static int perMetre(double perMm) {
        return Math.clamp(Math.round(perMm * Fraction.MM_PER_METRE), 1, Integer.MAX_VALUE);
    }

    /// Adds the strip's deflate blocks to `target`.
    ///
    /// @return the checksum of the deflated bytes
    private static long deflate(ResultPixels rows, Deflate.Stream deflate, GrowingBytes target) {
        int stride = rows.stride();
        int pixelBytes = rows.pixelBytes();
        int groupRows = Math.clamp(GROUP_BYTES / (stride + 1), 1, rows.height());
        var samples = rows.bits() == 16 ? bytesSwapped(rows.samples()) : rows.samples();
        var filtered = new byte[groupRows * (stride + 1)];
        var adler = new Adler32();
        for (int top = 0; top < rows.height(); top += groupRows) {
            int count = Math.min(groupRows, rows.height() - top);
            for (int y = 0; y < count; y++) {
                filter(samples, top + y, stride, pixelBytes, filtered, y * (stride + 1));
            }
            adler.update(filtered, 0, count * (stride + 1));
            boolean last = top + count == rows.height();
            deflate.add(filtered, 0, count * (stride + 1), last ? Ending.FLUSH : Ending.NONE, target);
        }
        return adler.getValue();
    }

    private static void filter(byte[] samples, int y, int stride, int pixelBytes, byte[] target, int offset) {
        int row = y * stride;
        if (y == 0) { // looks at no row above, which another strip has
            target[offset] = FILTER_SUB;
            System.arraycopy(samples, 0, target, offset + 1, pixelBytes);
            UpFilter.subtract(samples, pixelBytes, 0, stride - pixelBytes, target, offset + 1 + pixelBytes);
        } else {
            target[offset] = FILTER_UP;
            UpFilter.subtract(samples, row, row - stride, stride, target, offset + 1);
        }
    }

    /// Swaps the bytes of 16-bit samples, as PNG has the high byte first.
    static byte[] bytesSwapped(byte[] samples) {
        var swapped = new byte[samples.length];
        for (int i = 0; i < samples.length; i += 2) {
            swapped[i] = samples[i + 1];
            swapped[i + 1] = samples[i];
        }
        return swapped;
    }

    @Override
    public byte[] trailer(Result result, List<StripFacts> facts) {
        long adler = Adler32Sum.EMPTY;
        for (var strip : facts) {
            adler = Adler32Sum.joined(adler, strip.checksum(), strip.rawBytes());
        }
        var chunks = new PngChunks(64);
        chunks.begin("IDAT");
        chunks.add(LAST_BLOCK);
        chunks.add(ByteBuffer.allocate(Integer.BYTES).putInt((int) adler).array());
        chunks.end();
        chunks.chunk("IEND", new byte[0]);
        return chunks.toByteArray();
    }
}
