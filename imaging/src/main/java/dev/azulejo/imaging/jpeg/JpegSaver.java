package dev.azulejo.imaging.jpeg;

import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.VipsPixels;
import dev.azulejo.imaging.pixels.ResultPixels;

/// Encodes JPEG by libvips, with settings that do not depend on the pixels: standard Huffman tables, no
/// trellis, baseline.
public final class JpegSaver {
    /// @param restartInterval number of MCUs from one restart marker to the next
    public record Settings(int quality, boolean subsampled, int restartInterval) {
        String suffix() {
            return ".jpg[Q=%d,subsample_mode=%s,restart_interval=%d,optimize_coding=false,interlace=false]"
                    .formatted(quality, subsampled ? "on" : "off", restartInterval);
        }
    }

    private static final int RGB = 3;

    /// The quality from which colours are kept at full resolution, as in libvips.
    private static final int FULL_COLOUR_QUALITY = 90;

    private final VipsPixels images;

    public JpegSaver(Libvips libvips) {
        images = new VipsPixels(libvips);
    }

    /// Whether the colours of such pixels have half the resolution.
    public static boolean isSubsampled(int colours, int quality) {
        return colours == RGB && quality < FULL_COLOUR_QUALITY;
    }

    /// Encodes a whole JPEG file.
    ///
    /// @param pixels of 8 bits a sample, without alpha; CMYK is stored inverted, as by Adobe's programs
    public byte[] save(ResultPixels pixels, Settings settings) {
        return images.save(pixels, settings.suffix());
    }

    /// Encodes a JPEG file and returns its parts.
    public JpegParts parts(ResultPixels pixels, Settings settings) {
        var file = images.saved(pixels, settings.suffix());
        return JpegParts.of(file.array(), file.length());
    }
}
