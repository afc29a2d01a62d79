package dev.azulejo.imaging.colour;

import dev.azulejo.core.pixels.Blob;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Examines ICC profiles by their header (ICC.1:2022, 7.2).
final class ColourProfile {
    private static final int SPACE_OFFSET = 16;
    private static final int SPACE_LENGTH = 4;

    private ColourProfile() {}

    /// The profile for pixels with the given number of colour bands; empty if there is none, or if it is
    /// for another kind of pixels, about which readers warn.
    static Optional<byte[]> fitting(@Nullable Blob profile, int colourBands) {
        var space = colourBands == 1 ? "GRAY" : "RGB ";
        return Optional.ofNullable(profile)
                .map(Blob::bytes)
                .filter(bytes -> bytes.length >= SPACE_OFFSET + SPACE_LENGTH)
                .filter(bytes ->
                        new String(bytes, SPACE_OFFSET, SPACE_LENGTH, StandardCharsets.US_ASCII).equals(space));
    }
}
