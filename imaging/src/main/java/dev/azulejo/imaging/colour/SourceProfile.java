package dev.azulejo.imaging.colour;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// An ICC profile as a file states it, described by its header (ICC.1:2022, 7.2).
///
/// @param space of the colours that the profile describes: `RGB `, `GRAY` or `CMYK`, or another
public record SourceProfile(String space, boolean isSound) {
    private static final int HEADER_LENGTH = 128;
    private static final int CLASS_OFFSET = 12;
    private static final int SPACE_OFFSET = 16;
    private static final int SIGNATURE_OFFSET = 36;

    public static SourceProfile of(byte[] profile) {
        if (profile.length < HEADER_LENGTH) {
            return new SourceProfile("", false);
        }
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(profile).getInt(0));
        var kind = text(profile, CLASS_OFFSET);
        // those of screens, scanners, printers and colour spaces explain pixels; links and abstract ones do not
        boolean explains = kind.equals("mntr") || kind.equals("scnr") || kind.equals("prtr") || kind.equals("spac");
        boolean sound = explains
                && length <= profile.length
                && text(profile, SIGNATURE_OFFSET).equals("acsp");
        return new SourceProfile(text(profile, SPACE_OFFSET), sound);
    }

    private static String text(byte[] bytes, int offset) {
        return new String(bytes, offset, 4, StandardCharsets.ISO_8859_1);
    }

    /// The warning that a profile is left out.
    ///
    /// @param grey whether the pixels are grey
    public static String leftOut(boolean isSound, boolean grey) {
        return "its colour profile is %s and is left out"
                .formatted(isSound ? "not for %s pixels".formatted(grey ? "grey" : "RGB") : "damaged");
    }

    public boolean fits(String wanted) {
        return isSound && space.equals(wanted);
    }
}
