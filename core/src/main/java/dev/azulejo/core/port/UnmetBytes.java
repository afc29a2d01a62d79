package dev.azulejo.core.port;

import dev.azulejo.core.pixels.ImageFormat;

/// Thrown when a result does not fit into the bytes that were asked for, at any quality.
public final class UnmetBytes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param most bytes that were asked for
    /// @param quality the lowest that was tried
    /// @param bytes of the file at that quality
    public UnmetBytes(ImageFormat format, long most, int quality, long bytes) {
        super(("asks for a file of at most %,d bytes, but even at quality %d, the lowest that is tried, the %s has %,d;"
                        + " ask for a smaller size or allow more with --max-bytes")
                .formatted(most, quality, format.text(), bytes));
    }
}
