package dev.azulejo.imaging.libvips;

import dev.azulejo.imaging.pixels.ResultPixels;

/// Converts pixels from one ICC profile to another. Thread-safe.
@FunctionalInterface
public interface ProfileConverter {
    /// @param pixels without alpha
    /// @param toColours bands of `to`
    /// @throws dev.azulejo.core.failure.PermanentFailure when the profiles cannot be used
    ResultPixels convert(ResultPixels pixels, byte[] from, byte[] to, int toColours);
}
