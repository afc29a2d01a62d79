package dev.azulejo.lab.picture;

/// Resizes pictures by one of the [filters][Filter], along rows and then along columns, without rounding in
/// between: the same as Pillow's `resize` for pictures of mode `F`, and within a level of it for 8 bits.
public final class Resizing {
    private Resizing() {}

    /// @param width of the result, 1 or more
    /// @param height of the result, 1 or more
    public static Picture resized(Picture picture, int width, int height, Filter filter) {
        var across = new Taps(picture.width(), width, filter);
        var down = new Taps(picture.height(), height, filter);
        var narrow = Picture.blank(width, picture.height());
        for (int row = 0; row < Picture.BANDS * picture.height(); row++) {
            int from = row * picture.width();
            for (int x = 0; x < width; x++) {
                narrow.samples()[row * width + x] = across.sum(picture.samples(), from, 1, x);
            }
        }
        var result = Picture.blank(width, height);
        for (int band = 0; band < Picture.BANDS; band++) {
            int from = band * narrow.pixels();
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    result.samples()[(band * height + y) * width + x] = down.sum(narrow.samples(), from + x, width, y);
                }
            }
        }
        return result;
    }

    /// The samples of a line that make each one of the new line, and their weights.
    private static final class Taps {
        private final int[] first;
        private final float[][] weights;

        Taps(int from, int to, Filter filter) {
            double scale = (double) from / to;
            double width = Math.max(scale, 1);
            double support = filter.support() * width;
            first = new int[to];
            weights = new float[to][];
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale;
                int begin = Math.max((int) (centre - support + 0.5), 0);
                int end = Math.min((int) (centre + support + 0.5), from);
                var shares = new double[end - begin];
                double sum = 0;
                for (int tap = 0; tap < shares.length; tap++) {
                    shares[tap] = filter.at((tap + begin - centre + 0.5) / width);
                    sum += shares[tap];
                }
                first[i] = begin;
                weights[i] = new float[shares.length];
                for (int tap = 0; tap < shares.length; tap++) {
                    weights[i][tap] = (float) (shares[tap] / sum);
                }
            }
        }

        float sum(float[] samples, int from, int step, int target) {
            var taps = weights[target];
            float sum = 0;
            int at = from + first[target] * step;
            for (float weight : taps) {
                sum += weight * samples[at];
                at += step;
            }
            return sum;
        }
    }
}
