package dev.azulejo.core.infer.region;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.infer.guard.Doubt;
import dev.azulejo.core.pixels.Planes;

/// How pale a drawing is at each pixel of a model's input: 1 where all around it differ little, 0 beside
/// edges of strong contrast. Models that draw edges are right about strong ones, and make pale ones harder
/// than they were.
final class Softness {
    /// The contrast below which edges count as pale, in parts of white.
    private static final float PALE = 0.5f;

    private static final float STRONG = 0.9f;

    private Softness() {}

    /// @param rect pixels to fill; others stay 0
    /// @param reach in each direction; what lies outside `given` does not count
    static Doubt of(Planes given, Rect rect, int reach) {
        var softness = Doubt.none(given);
        var within = rect.grown(reach).intersection(given.bounds());
        var least = new float[given.width()];
        var most = new float[given.width()];
        for (int y = rect.top(); y < rect.bottom(); y++) {
            float[] contrast = new float[given.width()];
            int top = Math.max(within.top(), y - reach);
            int bottom = Math.min(within.bottom(), y + reach + 1);
            for (int band = 0; band < given.bands(); band++) {
                columns(given, band, within, top, bottom, least, most);
                for (int x = rect.left(); x < rect.right(); x++) {
                    contrast[x] = Math.max(contrast[x], range(least, most, within, x, reach));
                }
            }
            for (int x = rect.left(); x < rect.right(); x++) {
                softness.weights()[y * given.width() + x] = Math.clamp((STRONG - contrast[x]) / (STRONG - PALE), 0, 1);
            }
        }
        return softness;
    }

    private static void columns(Planes given, int band, Rect within, int top, int bottom, float[] least, float[] most) {
        for (int x = within.left(); x < within.right(); x++) {
            float low = given.at(band, x, top);
            float high = low;
            for (int y = top + 1; y < bottom; y++) {
                float sample = given.at(band, x, y);
                low = Math.min(low, sample);
                high = Math.max(high, sample);
            }
            least[x] = low;
            most[x] = high;
        }
    }

    private static float range(float[] least, float[] most, Rect within, int x, int reach) {
        int first = Math.max(within.left(), x - reach);
        float low = least[first];
        float high = most[first];
        for (int other = first + 1; other < Math.min(within.right(), x + reach + 1); other++) {
            low = Math.min(low, least[other]);
            high = Math.max(high, most[other]);
        }
        return high - low;
    }
}
