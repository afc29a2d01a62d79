package dev.azulejo.imaging;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.StripEncoders;

/// An encoder for each format that is written. Thread-safe.
public final class VipsStripEncoders implements StripEncoders {
    private final PngStripEncoder png = new PngStripEncoder();
    private final JpegStripEncoder jpeg;

    public VipsStripEncoders(Libvips libvips) {
        jpeg = new JpegStripEncoder(libvips);
    }

    @Override
    public StripEncoder forFormat(ImageFormat format) {
        return switch (format) {
            case PNG -> png;
            case JPEG -> jpeg;
        };
    }
}
