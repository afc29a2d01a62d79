package dev.azulejo.core.job;

import dev.azulejo.core.pixels.ImageFormat;

/// How the result is encoded.
///
/// @param quality of JPEG, 1 to 100; other formats ignore it
/// @param deflateLevel of PNG, 1 (fast) to 9 (small)
public record OutputSpec(ImageFormat format, int quality, int deflateLevel) {
    public static final int DEFAULT_QUALITY = 92;
    public static final int DEFAULT_DEFLATE_LEVEL = 1;

    public OutputSpec {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality is 1 to 100, got " + quality);
        }
        if (deflateLevel < 1 || deflateLevel > 9) {
            throw new IllegalArgumentException("deflate level is 1 to 9, got " + deflateLevel);
        }
    }

    public static OutputSpec of(ImageFormat format) {
        return new OutputSpec(format, DEFAULT_QUALITY, DEFAULT_DEFLATE_LEVEL);
    }
}
