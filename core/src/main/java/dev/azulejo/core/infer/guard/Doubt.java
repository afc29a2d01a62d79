package dev.azulejo.core.infer.guard;

import dev.azulejo.core.pixels.Planes;

/// How much a model's answer is doubted at each pixel of its input: at 0 it is taken as it is, at 1 not at
/// all.
public record Doubt(int width, int height, float[] weights) {
    /// The width of the ramp from a difference that begins to be doubted to one that is not believed at
    /// all. Text and thin lines have some of each; with a step, letters of one word would come out thin and
    /// black beside grey ones.
    private static final float RAMP = 0.11f;

    /// How much an answer is doubted near one that is not believed, by distance in pixels: wholly beside
    /// it, then along a ramp too wide for an edge to show.
    private static final float[] BESIDE = {1, 1, 0.5f};

    /// How far doubt reaches around an answer that is not believed; over the last pixel it fades to none.
    static final int REACH_PX = BESIDE.length;

    /// Adds the doubt about one row of a model that enlarges. Its answers, averaged back to the size of its
    /// input, must equal that input; where they do not, the network has gone wrong, also close by: see
    /// [#spread].
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

    Doubt spread() {
        return new Doubt(width, height, spread(spread(weights, 1), width));
    }

    /// Finds the doubt about a model that keeps the size and may change each pixel: an answer outside 0 to
    /// 1 is wrong.
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
        return isSure ? doubt : doubt.spread();
    }

    public static Doubt none(Planes input) {
        return new Doubt(input.width(), input.height(), new float[input.planeLength()]);
    }

    /// Spreads doubt along one axis: each pixel gets the most that any neighbour has, reduced by distance.
    ///
    /// @param step from a pixel to the next one along the axis
    private float[] spread(float[] from, int step) {
        int length = step == 1 ? width : height;
        var to = new float[from.length];
        for (int at = 0; at < from.length; at++) {
            float weight = from[at];
            if (weight > 0) {
                int place = step == 1 ? at % width : at / width;
                int first = Math.max(-place, 1 - BESIDE.length);
                int last = Math.min(length - 1 - place, BESIDE.length - 1);
                for (int away = first; away <= last; away++) {
                    int other = at + away * step;
                    to[other] = Math.max(to[other], weight * BESIDE[Math.abs(away)]);
                }
            }
        }
        return to;
    }

    /// Whether the pixel or a neighbour is doubted; between pixels doubt is interpolated.
    boolean reaches(int x, int y) {
        for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                if (at(column, row) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /// How much the answer at a place within a pixel is doubted.
    ///
    /// @param partX from the pixel's centre to that of the next one to the right, -0.5 to 0.5
    /// @param partY the same downwards
    public float at(int x, int y, float partX, float partY) {
        int otherY = Math.clamp(y + (partY < 0 ? -1L : 1), 0, height - 1);
        float here = along(x, y, partX);
        return here + (along(x, otherY, partX) - here) * Math.abs(partY);
    }

    private float along(int x, int y, float part) {
        int otherX = Math.clamp(x + (part < 0 ? -1L : 1), 0, width - 1);
        float here = at(x, y);
        return here + (at(otherX, y) - here) * Math.abs(part);
    }

    public float at(int x, int y) {
        return weights[y * width + x];
    }

    public boolean isNone() {
        for (float weight : weights) {
            if (weight > 0) {
                return false;
            }
        }
        return true;
    }
}
