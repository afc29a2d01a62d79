package dev.azulejo.core.infer.cubic;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;

/// Enlarges an image by cubic interpolation (Keys 1981, a = -0.5), as the baseline to hold a model's result
/// against.
public final class CubicEnlargement {
    private CubicEnlargement() {}

    /// @param image of 8 bits a sample
    /// @param scale by how much each side grows
    public static PixelBlock of(PixelBlock image, int scale) {
        var size = new Size(image.width(), image.height()).times(scale);
        var large = PixelBlock.blank(size, image.format());
        var taps = CubicTaps.of(scale);
        int bands = image.format().bands();
        var row = new float[size.width()];
        for (int band = 0; band < bands; band++) {
            var rows = new CubicRows(plane(image, band), image.width(), image.height(), taps);
            for (int y = 0; y < size.height(); y++) {
                rows.row(y, 0, row);
                for (int x = 0; x < row.length; x++) {
                    large.samples()[y * large.stride() + x * bands + band] =
                            (byte) Math.clamp(Math.round(row[x]), 0, 255);
                }
            }
        }
        return large;
    }

    private static float[] plane(PixelBlock image, int band) {
        int bands = image.format().bands();
        var plane = new float[image.width() * image.height()];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = image.samples()[i * bands + band] & 0xff;
        }
        return plane;
    }
}
