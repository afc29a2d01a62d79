package dev.azulejo.core.resize;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How an image of one shape goes into a box of another.
public enum Fit {
    /// As large as fits into the box; the result is no larger than the image then is.
    INSIDE,
    /// As large as fits into the box; the result is the box, the rest of it background.
    CONTAIN,
    /// As small as fills the box; what reaches beyond is cut off, as much on either side.
    COVER,
    /// Just the box, whatever becomes of the proportions.
    FILL;

    /// As options and JSON have it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Fit> parse(String text) {
        return Arrays.stream(values()).filter(fit -> fit.text().equals(text)).findFirst();
    }
}
