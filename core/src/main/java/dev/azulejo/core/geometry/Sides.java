package dev.azulejo.core.geometry;

/// Some of the four sides of a rect.
public record Sides(boolean top, boolean left, boolean bottom, boolean right) {
    public static final Sides NONE = new Sides(false, false, false, false);

    public boolean isNone() {
        return equals(NONE);
    }

    /// `rect` without the `px` pixels along these sides.
    public Rect cut(Rect rect, int px) {
        return Rect.between(
                rect.left() + (left ? px : 0),
                rect.top() + (top ? px : 0),
                rect.right() - (right ? px : 0),
                rect.bottom() - (bottom ? px : 0));
    }

    /// `rect` with `px` pixels more along these sides.
    public Rect grown(Rect rect, int px) {
        return cut(rect, -px);
    }
}
