package dev.azulejo.inference;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.Planes;

/// The part of the noise that a model leaves in. All noise is removed first, and a share put back: a model
/// that is told of less noise than there is takes the rest for scratches and draws them.
///
/// @param share of the noise that stays, 0 to 1
record Grain(float share) {
    static final Grain NONE = new Grain(0);

    private static final float PERCENT = 100;

    Grain {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("grain is a share from 0 to 1 of the noise, not " + share);
        }
    }

    /// @param percent of the noise to remove
    static Grain without(int percent) {
        return new Grain((PERCENT - percent) / PERCENT);
    }

    boolean isNone() {
        return share == 0;
    }

    /// @param answered part of `noisy` that the clean planes cover
    void putBack(Planes noisy, Rect answered, Planes clean) {
        if (isNone()) {
            return;
        }
        var before = new float[answered.width()];
        var after = new float[answered.width()];
        for (int band = 0; band < clean.bands(); band++) {
            for (int y = 0; y < answered.height(); y++) {
                int from = band * noisy.planeLength() + (answered.top() + y) * noisy.width() + answered.left();
                int to = band * clean.planeLength() + y * clean.width();
                noisy.samples().get(from, before);
                clean.samples().get(to, after);
                for (int x = 0; x < after.length; x++) {
                    after[x] += share * (before[x] - after[x]);
                }
                clean.samples().put(to, after);
            }
        }
    }
}
