package dev.azulejo.imaging;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.StripEncoder;

/// An encoder for each format that is written. Thread-safe.
public final class StripEncoders {
    private final PngStripEncoder png = new PngStripEncoder();
    private final JpegStripEncoder jpeg;

    public StripEncoders(Libvips libvips) {
        jpeg = new JpegStripEncoder(libvips);
    }

    public StripEncoder of(ImageFormat format) {
        return switch (format) {
            case PNG -> png;
            case JPEG -> jpeg;
        };
    }
}
