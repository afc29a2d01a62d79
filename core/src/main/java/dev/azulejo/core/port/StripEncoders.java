package dev.azulejo.core.port;

import dev.azulejo.core.pixels.ImageFormat;

/// The encoders of all formats that are written. Thread-safe.
public interface StripEncoders {
    StripEncoder forFormat(ImageFormat format);
}
