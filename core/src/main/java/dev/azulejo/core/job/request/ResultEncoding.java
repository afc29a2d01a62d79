package dev.azulejo.core.job.request;

import dev.azulejo.core.job.key.CanonicalText;
import dev.azulejo.core.pixels.ImageFormat;
import org.jspecify.annotations.Nullable;

/// How the result is encoded.
///
/// @param quality 1 to 100 of a format that has one; other formats ignore it
/// @param deflateLevel of PNG and TIFF, 1 (fast) to 9 (small)
/// @param compression of TIFF
/// @param maxBytes most bytes of the file: quality is lowered until it fits; 0 for no limit
/// @param metadata what is kept of EXIF, XMP and IPTC
/// @param colour what the colours are converted to; absent where they stay as they are
public record ResultEncoding(
        ImageFormat format,
        int quality,
        int deflateLevel,
        TiffCompression compression,
        long maxBytes,
        MetadataPolicy metadata,
        @Nullable WantedColour colour) {
    public static final int DEFAULT_QUALITY = 92;
    public static final int DEFAULT_DEFLATE_LEVEL = 1;

    public ResultEncoding {
        if (!format.isWritten()) {
            throw new IllegalArgumentException("%s is read, not written".formatted(format.text()));
        }
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality is 1 to 100, got " + quality);
        }
        if (deflateLevel < 1 || deflateLevel > 9) {
            throw new IllegalArgumentException("deflate level is 1 to 9, got " + deflateLevel);
        }
        if (maxBytes < 0) {
            throw new IllegalArgumentException("a file has no less than no bytes, got " + maxBytes);
        }
    }

    /// Makes an encoding of any length; a TIFF is deflated.
    public ResultEncoding(
            ImageFormat format, int quality, int deflateLevel, MetadataPolicy metadata, @Nullable WantedColour colour) {
        this(format, quality, deflateLevel, TiffCompression.DEFLATE, 0, metadata, colour);
    }

    public static ResultEncoding of(ImageFormat format) {
        return of(format, DEFAULT_QUALITY);
    }

    public static ResultEncoding of(ImageFormat format, int quality) {
        return new ResultEncoding(format, quality, DEFAULT_DEFLATE_LEVEL, MetadataPolicy.KEEP, null);
    }

    void addTo(CanonicalText text) {
        text.add("format", format.text()).add("quality", quality).add("metadata", metadata.text());
        if (deflateLevel != DEFAULT_DEFLATE_LEVEL) {
            text.add("level", deflateLevel);
        }
        if (compression != TiffCompression.DEFLATE) {
            text.add("compression", compression.text());
        }
        if (maxBytes > 0) {
            text.add("most", maxBytes);
        }
        if (colour != null) {
            text.part("colour", colour::addTo);
        }
    }

    public ResultEncoding withQuality(int newQuality) {
        return new ResultEncoding(format, newQuality, deflateLevel, compression, maxBytes, metadata, colour);
    }
}
