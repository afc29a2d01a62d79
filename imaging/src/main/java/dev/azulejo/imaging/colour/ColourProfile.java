package dev.azulejo.imaging.colour;

import dev.azulejo.core.pixels.Blob;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// ICC profiles, by what their header says (ICC.1:2022, 7.2).
final class ColourProfile {
    private static final int SPACE_OFFSET = 16;
    private static final int SPACE_LENGTH = 4;

    private ColourProfile() {}

    /// The profile as that of pixels with so many bands of colour: none, if there is none or one for another
    /// kind of pixels, which readers complain of and pass over.
    static Optional<byte[]> fitting(@Nullable Blob profile, int colourBands) {
        var space = colourBands == 1 ? "GRAY" : "RGB ";
        return Optional.ofNullable(profile)
                .map(Blob::bytes)
                .filter(bytes -> bytes.length >= SPACE_OFFSET + SPACE_LENGTH)
                .filter(bytes ->
                        new String(bytes, SPACE_OFFSET, SPACE_LENGTH, StandardCharsets.US_ASCII).equals(space));
    }
}
