package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;

/// How little a model's answer is believed, for each pixel of what it was given: 0 it is taken as it is, 1 it is
/// not taken at all.
record Doubt(int width, int height, float[] weights) {
    /// From a difference that begins to be doubted to one that is not believed at all. Text and thin lines have some
    /// of each; with a step, letters of one word would come out thin and black beside grey ones.
    private static final float RAMP = 0.11f;

    private static final int RANGE_SPREAD_PX = 3;

    /// Of a model that enlarges, row by row: an answer must become what the model was given once it is
    /// reduced to its size again, by averaging. Where it does not, the network has lost its way, and so it
    /// has close by: see [#spread].
    ///
    /// @param misses by how much the mean of each answer of row `y` differs, in parts of white
    /// @param tolerance by how much it may
    /// @return whether there is any doubt in this row
    boolean add(int y, float[] misses, float tolerance) {
        boolean isSure = true;
        for (int x = 0; x < width; x++) {
            float weight = Math.clamp((misses[x] - tolerance) / RAMP, 0, 1);
            weights[y * width + x] = weight;
            isSure &= weight == 0;
        }
        return !isSure;
    }

    /// The same with those close by.
    Doubt spread() {
        return spread(GuardRules.SPREAD_PX);
    }

    /// Of a model that keeps the size, and may change each pixel: its answer is lost where it leaves 0 to 1.
    ///
    /// @param margin by how much it may
    static Doubt ofRange(Planes input, Planes output, float margin) {
        var doubt = none(input);
        boolean isSure = true;
        for (int i = 0; i < output.planeLength() * output.bands(); i++) {
            float sample = output.samples().get(i);
            if (sample < -margin || sample > 1 + margin) {
                doubt.weights[i % output.planeLength()] = 1;
                isSure = false;
            }
        }
        return isSure ? doubt : doubt.spread(RANGE_SPREAD_PX);
    }

    static Doubt none(Planes input) {
        return new Doubt(input.width(), input.height(), new float[input.planeLength()]);
    }

    /// Gives each pixel the most that any has within `px`.
    private Doubt spread(int px) {
        var rows = new float[weights.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float weight = weights[y * width + x];
                if (weight > 0) {
                    raise(rows, y * width + Math.max(0, x - px), y * width + Math.min(width - 1, x + px), 1, weight);
                }
            }
        }
        var both = new float[weights.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float weight = rows[y * width + x];
                if (weight > 0) {
                    int last = Math.min(height - 1, y + px) * width + x;
                    raise(both, Math.max(0, y - px) * width + x, last, width, weight);
                }
            }
        }
        return new Doubt(width, height, both);
    }

    private static void raise(float[] weights, int first, int last, int step, float weight) {
        for (int at = first; at <= last; at += step) {
            weights[at] = Math.max(weights[at], weight);
        }
    }

    float at(int x, int y) {
        return weights[y * width + x];
    }

    boolean isNone() {
        for (float weight : weights) {
            if (weight > 0) {
                return false;
            }
        }
        return true;
    }
}
