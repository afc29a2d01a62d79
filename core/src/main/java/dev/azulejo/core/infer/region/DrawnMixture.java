package dev.azulejo.core.infer.region;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.infer.cubic.CubicRows;
import dev.azulejo.core.infer.cubic.CubicTaps;
import dev.azulejo.core.infer.guard.Doubt;
import dev.azulejo.core.infer.guard.Misses;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.plan.RoutedCards;

/// Mixes the answers of two models to a drawing: one for photographs, whose strokes break where contrast is
/// hard, and one for drawings, whose strokes come out too thick. Each weighs more, the better its answers
/// around a pixel reduce to the input. Where edges are pale, up to a third is cubic interpolation, as both
/// draw those too hard ([Softness]). What the mixture misses in the mean of each pixel is added,
/// interpolated. Figures: `docs/kinds.md`.
///
/// What becomes of a pixel depends on the answers within [#REACH_PX].
///
/// @param given what the models were given
/// @param photographed answers of the model for photographs, as many times as large
/// @param drawn answers of the model for drawings, of the same size
public record DrawnMixture(Planes given, Planes photographed, Planes drawn) {
    /// How far away input counts: the answers that are compared, a pixel where weights blend, and the
    /// correction.
    public static final int REACH_PX = RoutedCards.MIXTURE_PX;

    /// How far misses are compared in each direction.
    private static final int AROUND_PX = 2;

    private static final float NO_MISS = 1e-6f;

    /// The share of cubic interpolation where edges are pale.
    private static final float MOST_CUBIC = 1 / 3f;

    /// Fills `to` with the mixture.
    ///
    /// @param wanted pixels of what was given; `to` has the size of these, enlarged
    public void fill(Planes to, Rect wanted) {
        int scale = photographed.width() / given.width();
        var near = wanted.grown(CubicTaps.COUNT / 2).intersection(given.bounds());
        var inNear = wanted.relativeTo(near).times(scale);
        var compared = near.grown(1).intersection(given.bounds());
        var doubt = doubt(compared);
        var softness = Softness.of(given, compared, AROUND_PX);
        for (int band = 0; band < given.bands(); band++) {
            var mixed = mixed(band, near.times(scale), scale, doubt, softness);
            correct(band, near, mixed, scale);
            for (int y = 0; y < to.height(); y++) {
                int from = (inNear.top() + y) * near.width() * scale + inNear.left();
                to.samples().put(band * to.planeLength() + y * to.width(), mixed, from, to.width());
            }
        }
    }

    /// How much the model for photographs is doubted against the one for drawings.
    private Doubt doubt(Rect rect) {
        var within = rect.grown(AROUND_PX).intersection(given.bounds());
        float[] first = squares(photographed, within);
        float[] second = squares(drawn, within);
        var doubt = Doubt.none(given);
        for (int y = rect.top(); y < rect.bottom(); y++) {
            for (int x = rect.left(); x < rect.right(); x++) {
                float missed = mean(first, x, y);
                doubt.weights()[y * given.width() + x] = missed / (missed + mean(second, x, y) + NO_MISS);
            }
        }
        return doubt;
    }

    private float[] squares(Planes answers, Rect rect) {
        var misses = new Misses(given, answers);
        var squares = new float[given.planeLength()];
        for (int y = rect.top(); y < rect.bottom(); y++) {
            float[] missed = misses.ofRow(y);
            for (int x = rect.left(); x < rect.right(); x++) {
                float most = Math.min(1, missed[x]);
                squares[y * given.width() + x] = most * most;
            }
        }
        return squares;
    }

    /// The mean around a pixel; beyond the image its edge repeats.
    private float mean(float[] squares, int x, int y) {
        float sum = 0;
        for (int dy = -AROUND_PX; dy <= AROUND_PX; dy++) {
            int row = Math.clamp(y + dy, 0, given.height() - 1) * given.width();
            for (int dx = -AROUND_PX; dx <= AROUND_PX; dx++) {
                sum += squares[row + Math.clamp(x + dx, 0, given.width() - 1)];
            }
        }
        return sum / ((2 * AROUND_PX + 1) * (2 * AROUND_PX + 1));
    }

    /// @param rect of the enlarged image
    private float[] mixed(int band, Rect rect, int scale, Doubt doubt, Doubt softness) {
        var plane = new float[given.planeLength()];
        given.samples().get(band * given.planeLength(), plane);
        var taps = CubicTaps.of(scale);
        var cubic = new CubicRows(plane, given.width(), given.height(), taps);
        var mixed = new float[Math.toIntExact(rect.pixels())];
        var smooth = new float[rect.width()];
        var first = new float[rect.width()];
        var second = new float[rect.width()];
        for (int y = rect.top(); y < rect.bottom(); y++) {
            int from = band * photographed.planeLength() + y * photographed.width() + rect.left();
            photographed.samples().get(from, first);
            drawn.samples().get(from, second);
            cubic.row(y, rect.left(), smooth);
            int to = (y - rect.top()) * rect.width();
            for (int x = 0; x < smooth.length; x++) {
                int outputX = rect.left() + x;
                float weight = doubt.at(outputX / scale, y / scale, taps.part(outputX), taps.part(y));
                float models = clamped(first[x]) * (1 - weight) + clamped(second[x]) * weight;
                float soft = MOST_CUBIC * softness.at(outputX / scale, y / scale, taps.part(outputX), taps.part(y));
                mixed[to + x] = clamped(models * (1 - soft) + clamped(smooth[x]) * soft);
            }
        }
        return mixed;
    }

    private void correct(int band, Rect near, float[] mixed, int scale) {
        int across = near.width() * scale;
        var missing = new float[Math.toIntExact(near.pixels())];
        for (int y = 0, at = 0; y < near.height(); y++) {
            for (int x = 0; x < near.width(); x++, at++) {
                float sum = 0;
                for (int row = y * scale; row < (y + 1) * scale; row++) {
                    for (int column = x * scale; column < (x + 1) * scale; column++) {
                        sum += mixed[row * across + column];
                    }
                }
                missing[at] = given.at(band, near.left() + x, near.top() + y) - sum / (scale * scale);
            }
        }
        var cubic = new CubicRows(missing, near.width(), near.height(), CubicTaps.of(scale));
        var row = new float[across];
        for (int y = 0; y < near.height() * scale; y++) {
            cubic.row(y, 0, row);
            for (int x = 0; x < across; x++) {
                mixed[y * across + x] += row[x];
            }
        }
    }

    private static float clamped(float sample) {
        return Math.clamp(sample, 0f, 1f);
    }
}
