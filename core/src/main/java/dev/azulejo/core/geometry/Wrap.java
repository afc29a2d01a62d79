package dev.azulejo.core.geometry;

import java.util.Locale;

/// Along which axes an image goes on at its opposite edge, as one does that is laid side by side with itself.
public enum Wrap {
    /// A texture.
    BOTH(true, true),
    /// From right to left: a panorama all around.
    ACROSS(true, false),
    /// From below to above.
    DOWN(false, true);

    private final boolean isAcross;
    private final boolean isDown;

    Wrap(boolean isAcross, boolean isDown) {
        this.isAcross = isAcross;
        this.isDown = isDown;
    }

    /// Whether the right edge meets the left one.
    public boolean across() {
        return isAcross;
    }

    /// Whether the lower edge meets the upper one.
    public boolean down() {
        return isDown;
    }

    /// As options and JSON have it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
