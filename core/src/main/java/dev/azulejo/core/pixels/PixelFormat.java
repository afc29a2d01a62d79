package dev.azulejo.core.pixels;

/// How the samples of a pixel are stored: 1 band is grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha; 8 or 16
/// bits a sample. Alpha is straight, never premultiplied.
public record PixelFormat(int bands, int bits) {
    public PixelFormat {
        if (bands < 1 || bands > 4 || (bits != 8 && bits != 16)) {
            throw new IllegalArgumentException("no such pixels: %d bands of %d bits".formatted(bands, bits));
        }
    }

    public static PixelFormat rgb8() {
        return new PixelFormat(3, 8);
    }

    public boolean hasAlpha() {
        return bands == 2 || bands == 4;
    }

    public int colourBands() {
        return hasAlpha() ? bands - 1 : bands;
    }

    public PixelFormat withoutAlpha() {
        return new PixelFormat(colourBands(), bits);
    }

    public PixelFormat withBits(int newBits) {
        return new PixelFormat(bands, newBits);
    }

    public int bytesPerSample() {
        return bits / 8;
    }

    public int bytesPerPixel() {
        return bands * bytesPerSample();
    }

    /// The largest sample: 255 or 65,535.
    public int maxSample() {
        return (1 << bits) - 1;
    }
}
