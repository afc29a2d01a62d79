package dev.azulejo.core.resize;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The ways to fit an image of one shape into a box of another.
public enum Fit {
    /// As large as fits into the box; the result may be smaller than the box.
    INSIDE,
    /// As large as fits into the box; the result is the box, and the rest is background.
    CONTAIN,
    /// As small as covers the box; the rest is cut off, equally on opposite sides.
    COVER,
    /// Exactly the box, changing the proportions if necessary.
    FILL;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Fit> parse(String text) {
        return Arrays.stream(values()).filter(fit -> fit.text().equals(text)).findFirst();
    }
}
