package dev.azulejo.imaging;

import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.pixels.Blob;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// ICC profiles, by what their header says (ICC.1:2022, 7.2).
final class ColourProfile {
    private static final int SPACE_OFFSET = 16;
    private static final int SPACE_LENGTH = 4;

    private ColourProfile() {}

    /// The profile for the result's file: none, if the source had none or one for another kind of pixels,
    /// which readers complain of and pass over.
    static Optional<byte[]> of(Manifest manifest) {
        var space = manifest.pixels().colourBands() == 1 ? "GRAY" : "RGB ";
        return Optional.ofNullable(manifest.metadata().profile())
                .map(Blob::bytes)
                .filter(profile -> profile.length >= SPACE_OFFSET + SPACE_LENGTH)
                .filter(profile ->
                        new String(profile, SPACE_OFFSET, SPACE_LENGTH, StandardCharsets.US_ASCII).equals(space));
    }
}
