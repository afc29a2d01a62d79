package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;

/// What a sensor with Bayer's filter sees: red and green in even rows, green and blue in odd ones, one sample a pixel,
/// in linear light. The array is shared.
///
/// @param samples 0 to 255, row by row
record Mosaic(int width, int height, float[] samples) {
    /// How much each of nine pixels counts for a colour that is missing in the middle one; divided by the sum of those
    /// that have it.
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

    /// The picture with the missing colours computed from the nearest pixels that have them, and tones bent again.
    Picture picture() {
        var picture = Picture.blank(width, height);
        for (int at = 0; at < samples.length; at++) {
            for (int band = 0; band < Picture.BANDS; band++) {
                picture.samples()[band * samples.length + at] = (float) bent(near(at % width, at / width, band));
            }
        }
        return picture;
    }

    /// Bilinear: the mean of the nearest that have the colour.
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

    /// sRGB's curve (IEC 61966-2-1), from levels of 255 to light of 255.
    static double linear(double level) {
        double v = Math.clamp(level, 0, Picture.WHITE) / Picture.WHITE;
        return Picture.WHITE * (v <= 0.04045 ? v / 12.92 : StrictMath.pow((v + 0.055) / 1.055, 2.4));
    }

    /// The other way.
    static double bent(double light) {
        double v = Math.clamp(light, 0, Picture.WHITE) / Picture.WHITE;
        return Picture.WHITE * (v <= 0.0031308 ? v * 12.92 : 1.055 * StrictMath.pow(v, 1 / 2.4) - 0.055);
    }
}
