package dev.azulejo.core.geometry;

import java.util.Locale;

/// The axes along which an image continues at its opposite edge, like one laid side by side with itself.
public enum Wrap {
    /// Along both axes: a texture.
    BOTH(true, true),
    /// From right to left: a panorama all around.
    ACROSS(true, false),
    /// From bottom to top.
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

    /// The name that options and JSON use.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
