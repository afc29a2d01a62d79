package dev.azulejo.imaging.webp;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.imaging.bytes.Ascii;
import dev.azulejo.imaging.colour.ResultColour;
import dev.azulejo.imaging.encode.ResultMetadata;
import dev.azulejo.imaging.encode.WholeImageEncoder;
import dev.azulejo.imaging.libvips.Libvips;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Encodes WebP, lossy at every quality, even 100: users who want every pixel choose PNG. Alpha is kept
/// exactly. (RFC 9649, 2.7: the extended file format)
public final class WebpEncoder extends WholeImageEncoder {
    private static final int HEADER_BYTES = 12;
    private static final int NAME_BYTES = 4;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final Set<String> PIXELS = Set.of("ALPH", "VP8 ", "VP8L");
    private static final int HAS_PROFILE = 0x20;
    private static final int HAS_ALPHA = 0x10;
    private static final int HAS_EXIF = 0x08;
    private static final int HAS_XMP = 0x04;

    public WebpEncoder(Libvips libvips) {
        super(ImageFormat.WEBP, libvips);
    }

    @Override
    public String suffix(ResultEncoding output, int bits) {
        return ".webp[Q=%d,lossless=false,alpha_q=100,effort=%d]".formatted(output.quality(), EFFORT);
    }

    @Override
    public byte[] file(byte[] encoded, Result result, ResultColour colour, ResultMetadata metadata) {
        var chunks = new ByteArrayOutputStream();
        int flags = HAS_XMP
                | (colour.alpha() ? HAS_ALPHA : 0)
                | (colour.embedded().isPresent() ? HAS_PROFILE : 0)
                | (metadata.exif().isPresent() ? HAS_EXIF : 0);
        var size = result.size();
        var extended = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(flags);
        putSide(extended, size.width());
        putSide(extended, size.height());
        add(chunks, "VP8X", extended.array());
        colour.embedded().ifPresent(profile -> add(chunks, "ICCP", profile));
        addPixels(encoded, chunks);
        metadata.exif().ifPresent(exif -> add(chunks, "EXIF", exif));
        add(chunks, "XMP ", metadata.xmp());
        return ByteBuffer.allocate(HEADER_BYTES + chunks.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(Ascii.of("RIFF"))
                .putInt(NAME_BYTES + chunks.size())
                .put(Ascii.of("WEBP"))
                .put(chunks.toByteArray())
                .array();
    }

    /// Writes a side as 24 bits, less one.
    private static void putSide(ByteBuffer target, int side) {
        target.putShort((short) (side - 1)).put((byte) ((side - 1) >> 16));
    }

    private static void addPixels(byte[] encoded, ByteArrayOutputStream chunks) {
        var file = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        int position = HEADER_BYTES;
        while (position + CHUNK_HEADER_BYTES <= encoded.length) {
            var name = new String(encoded, position, 4, StandardCharsets.US_ASCII);
            int length = file.getInt(position + 4);
            int end = position + CHUNK_HEADER_BYTES + length + length % 2;
            if (PIXELS.contains(name)) {
                chunks.write(encoded, position, end - position);
            }
            position = end;
        }
    }

    private static void add(ByteArrayOutputStream chunks, String name, byte[] content) {
        var header = ByteBuffer.allocate(CHUNK_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        chunks.writeBytes(header.put(Ascii.of(name)).putInt(content.length).array());
        chunks.writeBytes(content);
        if (content.length % 2 == 1) {
            chunks.write(0);
        }
    }
}
