package dev.azulejo.core.port;

import dev.azulejo.core.pixels.ImageFormat;

/// An encoder for each format that is written. Thread-safe.
public interface StripEncoders {
    StripEncoder forFormat(ImageFormat format);
}
