package dev.azulejo.core.infer.cubic;

/// Weights of cubic interpolation (Catmull-Rom: Keys 1981, a = -0.5): four input samples along each axis,
/// with weights that depend only on where in its input pixel an output pixel lies.
///
/// @param weights by that place, 0 to `scale - 1`
public record CubicTaps(int scale, float[][] weights) {
    public static final int COUNT = 4;

    public static CubicTaps of(int scale) {
        var weights = new float[scale][];
        for (int phase = 0; phase < scale; phase++) {
            double position = (phase + 0.5) / scale - 0.5; // of an output pixel's centre, from that of its input pixel
            weights[phase] = weights(position - Math.floor(position));
        }
        return new CubicTaps(scale, weights);
    }

    /// Weights of the samples before, at, after and beyond a place `fraction` of a pixel behind one.
    private static float[] weights(double fraction) {
        var weights = new float[COUNT];
        for (int tap = 0; tap < COUNT; tap++) {
            double distance = Math.abs(fraction + 1 - tap);
            weights[tap] = (float)
                    (distance < 1
                            ? (1.5 * distance - 2.5) * distance * distance + 1
                            : ((-0.5 * distance + 2.5) * distance - 4) * distance + 2);
        }
        return weights;
    }

    /// Where an output position lies in its input pixel, from that one's centre: -0.5 to 0.5.
    public float part(int output) {
        return (output % scale + 0.5f) / scale - 0.5f;
    }

    public float[] at(int output) {
        return weights[output % scale];
    }

    /// The input position of the first tap for an output position; it may lie outside, where the edge repeats.
    public int first(int output) {
        return Math.floorDiv(2 * output + 1 - scale, 2 * scale) - 1;
    }
}
