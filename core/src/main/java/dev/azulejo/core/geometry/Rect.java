package dev.azulejo.core.geometry;

/// A non-empty, half-open rectangle in whole pixels: it covers `left <= x < right()` and `top <= y < bottom()`.
/// A rect does not know which image it belongs to; the variable says so: `inputRect`, `outputRect`.
public record Rect(int left, int top, int width, int height) {
    public Rect {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("rect must cover a pixel, got %dx%d".formatted(width, height));
        }
        Math.addExact(left, width); // right() and bottom() may then add without overflow
        Math.addExact(top, height);
    }

    /// The rect with these four edges.
    public static Rect between(int left, int top, int right, int bottom) {
        return new Rect(left, top, Math.subtractExact(right, left), Math.subtractExact(bottom, top));
    }

    public int right() {
        return left + width;
    }

    public int bottom() {
        return top + height;
    }

    public Size size() {
        return new Size(width, height);
    }

    public long pixels() {
        return (long) width * height;
    }

    public boolean contains(Rect other) {
        return left <= other.left && top <= other.top && right() >= other.right() && bottom() >= other.bottom();
    }

    public boolean intersects(Rect other) {
        return left < other.right() && other.left < right() && top < other.bottom() && other.top < bottom();
    }

    /// The rect that both cover.
    ///
    /// @throws IllegalArgumentException when they share no pixel
    public Rect intersection(Rect other) {
        return between(
                Math.max(left, other.left),
                Math.max(top, other.top),
                Math.min(right(), other.right()),
                Math.min(bottom(), other.bottom()));
    }

    public Rect union(Rect other) {
        return between(
                Math.min(left, other.left),
                Math.min(top, other.top),
                Math.max(right(), other.right()),
                Math.max(bottom(), other.bottom()));
    }

    public Rect grown(int px) {
        return between(left - px, top - px, right() + px, bottom() + px);
    }

    /// The smallest rect around this one whose edges are multiples of `unit`.
    public Rect alignedTo(int unit) {
        return between(
                Math.floorDiv(left, unit) * unit,
                Math.floorDiv(top, unit) * unit,
                Math.ceilDiv(right(), unit) * unit,
                Math.ceilDiv(bottom(), unit) * unit);
    }

    /// The same rect, seen from the top left corner of `frame`.
    public Rect relativeTo(Rect frame) {
        return new Rect(left - frame.left, top - frame.top, width, height);
    }

    /// The rect that this one becomes when the image is enlarged `scale` times.
    public Rect times(int scale) {
        return new Rect(
                Math.multiplyExact(left, scale),
                Math.multiplyExact(top, scale),
                Math.multiplyExact(width, scale),
                Math.multiplyExact(height, scale));
    }
}
