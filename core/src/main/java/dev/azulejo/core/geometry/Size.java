package dev.azulejo.core.geometry;

/// Width and height in whole pixels, both at least 1.
public record Size(int width, int height) {
    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an image has at least one pixel, got %dx%d".formatted(width, height));
        }
    }

    public long pixels() {
        return (long) width * height;
    }

    public Rect bounds() {
        return new Rect(0, 0, width, height);
    }

    public Size times(int scale) {
        return new Size(Math.multiplyExact(width, scale), Math.multiplyExact(height, scale));
    }

    public Size transposed() {
        return new Size(height, width);
    }

    /// The size as people write it: `640x480`.
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
