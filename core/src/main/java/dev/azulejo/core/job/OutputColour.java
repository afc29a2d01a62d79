package dev.azulejo.core.job;

import dev.azulejo.core.pixels.Blob;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The colours that a result is converted to, when it is not to keep its source's.
///
/// @param name `srgb`, `p3` or `grey`; for a profile of the user's own the name of its file
/// @param profile the user's own ICC profile, of RGB, grey or CMYK; absent for those that we bring
public record OutputColour(String name, @Nullable Blob profile) {
    public static final String SRGB = "srgb";
    public static final String P3 = "p3";
    public static final String GREY = "grey";

    /// One that we bring, by its name.
    public static Optional<OutputColour> named(String name) {
        return switch (name) {
            case SRGB, P3, GREY -> Optional.of(new OutputColour(name, null));
            default -> Optional.empty();
        };
    }
}
