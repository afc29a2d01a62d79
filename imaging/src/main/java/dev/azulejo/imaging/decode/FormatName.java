package dev.azulejo.imaging.decode;

import dev.azulejo.core.pixels.ImageFormat;

/// Formats as people write them, for messages.
public final class FormatName {
    private FormatName() {}

    /// Such as `an AVIF`.
    public static String of(ImageFormat format) {
        return switch (format) {
            case PNG -> "a PNG";
            case JPEG -> "a JPEG";
            case WEBP -> "a WebP";
            case AVIF -> "an AVIF";
            case TIFF -> "a TIFF";
            case GIF -> "a GIF";
            case BMP -> "a BMP";
            case HEIC -> "a HEIC";
            case JPEG_2000 -> "a JPEG 2000";
            case DZI -> "a Deep Zoom image";
            case IIIF -> "an IIIF image";
            case SZI -> "an SZI file";
        };
    }
}
