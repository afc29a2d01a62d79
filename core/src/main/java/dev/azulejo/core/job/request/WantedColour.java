package dev.azulejo.core.job.request;

import dev.azulejo.core.job.key.CanonicalText;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.pixels.Blob;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The colours that a result is converted to, unless it keeps its source's.
///
/// @param name `srgb`, `p3` or `grey`; for a profile of the user's own the name of its file
/// @param profile the user's own ICC profile, of RGB, grey or CMYK; absent for the built-in ones
public record WantedColour(String name, @Nullable Blob profile) {
    /// The offset at which an ICC profile states its class (ICC.1:2022, 7.2).
    private static final int CLASS_OFFSET = 12;

    private static final int SPACE_OFFSET = 16;
    private static final int SIGNATURE_OFFSET = 36;
    private static final int HEADER_BYTES = 128;

    private static final Set<String> CLASSES = Set.of("mntr", "prtr", "scnr", "spac");

    public static final String SRGB = "srgb";
    public static final String P3 = "p3";
    public static final String GREY = "grey";

    /// The number of bands without alpha: 1 is grey, 3 RGB, 4 CMYK. Empty if the user's profile is not
    /// valid or is for other colours.
    public OptionalInt bands() {
        if (profile == null) {
            return OptionalInt.of(name.equals(GREY) ? 1 : 3);
        }
        if (profile.length() < HEADER_BYTES
                || !word(profile, SIGNATURE_OFFSET).equals("acsp")
                || !CLASSES.contains(word(profile, CLASS_OFFSET))) {
            return OptionalInt.empty();
        }
        return switch (word(profile, SPACE_OFFSET)) {
            case "GRAY" -> OptionalInt.of(1);
            case "RGB " -> OptionalInt.of(3);
            case "CMYK" -> OptionalInt.of(4);
            default -> OptionalInt.empty();
        };
    }

    void addTo(CanonicalText text) {
        text.add("name", name);
        if (profile != null) {
            text.add("profile", Hash.of(profile.bytes()).hex());
        }
    }

    private static String word(Blob profile, int offset) {
        return new String(profile.bytes(), offset, Integer.BYTES, StandardCharsets.US_ASCII);
    }

    public static Optional<WantedColour> named(String name) {
        return switch (name) {
            case SRGB, P3, GREY -> Optional.of(new WantedColour(name, null));
            default -> Optional.empty();
        };
    }
}
