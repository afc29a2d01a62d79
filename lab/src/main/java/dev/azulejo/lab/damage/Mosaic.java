package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;

/// The samples of a sensor with Bayer's filter: red and green in even rows, green and blue in odd ones, one
/// sample a pixel, in linear light. The array is shared.
///
/// @param samples 0 to 255, row by row
record Mosaic(int width, int height, float[] samples) {
    /// The weights of nine pixels for a colour that is missing in the middle one; divided by the sum of
    /// those that have it.
    private static final int[] NEAR = {1, 2, 1, 2, 4, 2, 1, 2, 1};

    static Mosaic of(Picture picture) {
        var samples = new float[picture.pixels()];
        for (int at = 0; at < samples.length; at++) {
            int band = band(at % picture.width(), at / picture.width());
            samples[at] = (float) linear(picture.samples()[band * picture.pixels() + at]);
        }
        return new Mosaic(picture.width(), picture.height(), samples);
    }

    private static int band(int x, int y) {
        return (x & 1) + (y & 1);
    }

    /// The picture with the missing colours computed from the nearest pixels that have them, and tones bent
    /// for a screen again.
    Picture picture() {
        var picture = Picture.blank(width, height);
        for (int at = 0; at < samples.length; at++) {
            for (int band = 0; band < Picture.BANDS; band++) {
                picture.samples()[band * samples.length + at] = (float) bent(near(at % width, at / width, band));
            }
        }
        return picture;
    }

    /// The value of a colour at a pixel, by bilinear interpolation: the mean of the nearest pixels that
    /// have the colour.
    float near(int x, int y, int band) {
        if (band(x, y) == band) {
            return samples[y * width + x];
        }
        float sum = 0;
        int share = 0;
        for (int i = 0; i < NEAR.length; i++) {
            int fromX = Kernel.mirrored(x + i % 3 - 1, width);
            int fromY = Kernel.mirrored(y + i / 3 - 1, height);
            if (band(fromX, fromY) == band) {
                sum += NEAR[i] * samples[fromY * width + fromX];
                share += NEAR[i];
            }
        }
        return sum / share;
    }

    /// Converts levels to linear light, each up to 255, by sRGB's curve (IEC 61966-2-1).
    static double linear(double level) {
        double v = Math.clamp(level, 0, Picture.WHITE) / Picture.WHITE;
        return Picture.WHITE * (v <= 0.04045 ? v / 12.92 : StrictMath.pow((v + 0.055) / 1.055, 2.4));
    }

    /// Converts linear light to levels, each up to 255, by sRGB's curve.
    static double bent(double light) {
        double v = Math.clamp(light, 0, Picture.WHITE) / Picture.WHITE;
        return Picture.WHITE * (v <= 0.0031308 ? v * 12.92 : 1.055 * StrictMath.pow(v, 1 / 2.4) - 0.055);
    }
}
