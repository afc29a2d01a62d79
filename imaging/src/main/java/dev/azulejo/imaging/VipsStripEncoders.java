package dev.azulejo.imaging;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.imaging.encode.FittingEncoder;
import dev.azulejo.imaging.encode.WholeImageEncoder;
import dev.azulejo.imaging.libvips.Libvips;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Provides an encoder for each format that is written. Thread-safe.
public final class VipsStripEncoders implements StripEncoders {
    private final Libvips libvips;
    private final Map<ImageFormat, StripEncoder> encoders = new ConcurrentHashMap<>();

    public VipsStripEncoders(Libvips libvips) {
        this.libvips = libvips;
    }

    /// @throws dev.azulejo.core.failure.PermanentFailure when the libvips that was found cannot write the
    ///     format, saying how to get one that can
    @Override
    public StripEncoder forFormat(ImageFormat format) {
        if (!format.isWritten()) {
            throw new IllegalArgumentException("%s is read, not written".formatted(format.text()));
        }
        return encoders.computeIfAbsent(format, this::made);
    }

    private StripEncoder made(ImageFormat format) {
        var encoder = Formats.row(format).makeWriter().apply(libvips);
        if (encoder instanceof WholeImageEncoder whole) {
            whole.requireSupport();
        }
        return format.hasQuality() ? new FittingEncoder(encoder) : encoder;
    }
}
