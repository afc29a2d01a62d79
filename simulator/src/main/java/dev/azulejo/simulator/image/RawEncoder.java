package dev.azulejo.simulator.image;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/// Writes a [RawImage] preceded by the number of rows per strip, and followed by one number made of the
/// strips' checksums and one of the source's metadata.
///
/// @param fingerprint of this build; also stands in the trailer, as another build would give other bytes
public record RawEncoder(String fingerprint) implements StripEncoder {
    /// The build that most runs have.
    public static final String USUAL = "raw encoder";
    /// A later build, whose strips have other bytes.
    public static final String NEWER = "newer raw encoder";

    /// Bytes behind the pixels of a file.
    public static final int TRAILER = 16;

    private static final int PADDING = 5;

    @Override
    public int rowMultiple(PixelFormat pixels, ResultEncoding output) {
        return 4;
    }

    @Override
    public String fingerprint(ResultEncoding output) {
        return fingerprint;
    }

    @Override
    public EncodedStrip encode(Result result, int strip, PixelBlock rows) {
        var header = strip == 0 ? RawImage.header(result.size(), result.pixels()) : new byte[0];
        var bytes = Arrays.copyOf(header, header.length + rows.samples().length);
        System.arraycopy(rows.samples(), 0, bytes, header.length, rows.samples().length);
        bytes = padded(bytes);
        return EncodedStrip.of(bytes, checksum(rows.samples()), rows.samples().length);
    }

    /// Pads a strip if the build is the newer one, whose bytes must differ.
    private byte[] padded(byte[] strip) {
        if (!fingerprint.equals(NEWER)) {
            return strip;
        }
        var padded = Arrays.copyOf(strip, strip.length + PADDING);
        Arrays.fill(padded, strip.length, padded.length, (byte) 'N');
        return padded;
    }

    @Override
    public byte[] head(Result result, List<StripFacts> facts) {
        return head(facts.stream().mapToLong(StripFacts::encodedBytes).sum());
    }

    private static byte[] head(long bytes) {
        return ByteBuffer.allocate(Long.BYTES).putLong(bytes).array();
    }

    @Override
    public byte[] trailer(Result result, List<StripFacts> facts) {
        return trailer(facts.stream().mapToLong(StripFacts::checksum).sum(), result.metadata());
    }

    private byte[] trailer(long sum, ImageMetadata metadata) {
        return ByteBuffer.allocate(TRAILER)
                .putLong(sum)
                .putInt(fingerprint.hashCode())
                .putInt(
                        metadata.exif() == null
                                ? 0
                                : Arrays.hashCode(metadata.exif().bytes()))
                .array();
    }

    /// The bytes that the file of `image` must have if it is cut into strips of `rowsPerStrip`.
    ///
    /// @param metadata of the source, as far as the result keeps them
    public byte[] file(PixelBlock image, int rowsPerStrip, ImageMetadata metadata) {
        long sum = 0;
        var body = new ByteArrayOutputStream();
        for (int top = 0; top < image.height(); top += rowsPerStrip) {
            int end = Math.min(top + rowsPerStrip, image.height());
            var rows = Arrays.copyOfRange(image.samples(), top * image.stride(), end * image.stride());
            sum += checksum(rows);
            var strip = new ByteArrayOutputStream();
            if (top == 0) {
                strip.writeBytes(RawImage.header(new Size(image.width(), image.height()), image.format()));
            }
            strip.writeBytes(rows);
            body.writeBytes(padded(strip.toByteArray()));
        }
        return ByteBuffer.allocate(Long.BYTES + body.size() + TRAILER)
                .put(head(body.size()))
                .put(body.toByteArray())
                .put(trailer(sum, metadata))
                .array();
    }

    private static long checksum(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
