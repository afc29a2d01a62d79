package dev.azulejo.core.resize;

/// The weights of a resampling along one axis, by Lanczos' kernel of three lobes. Where the image is reduced, the
/// kernel is as much wider, so that every sample counts. Beyond the image's border there is nothing; what is left
/// of the kernel there is scaled up to one. (K. Turkowski, Filters for Common Resampling Tasks, 1990; laid out as
/// Pillow does, so that results can be compared.)
final class Lanczos {
    private static final int LOBES = 3;

    private final int from;
    private final double step;
    private final double stretch;

    /// @param from samples of the source along the axis
    /// @param to samples of the result
    Lanczos(int from, int to) {
        this.from = from;
        this.step = (double) from / to;
        this.stretch = Math.max(1, step);
    }

    /// The first sample of the source that counts for a sample of the result.
    int first(int sample) {
        return (int) Math.max(0, centre(sample) - LOBES * stretch + 0.5);
    }

    /// The one after the last.
    int end(int sample) {
        return (int) Math.min(from, centre(sample) + LOBES * stretch + 0.5);
    }

    /// Weights of the samples from [#first] on; their sum is 1.
    float[] weights(int sample) {
        int first = first(sample);
        var exact = new double[end(sample) - first];
        double sum = 0;
        for (int i = 0; i < exact.length; i++) {
            exact[i] = kernel((first + i - centre(sample) + 0.5) / stretch);
            sum += exact[i];
        }
        var weights = new float[exact.length];
        for (int i = 0; i < exact.length; i++) {
            weights[i] = (float) (exact[i] / sum);
        }
        return weights;
    }

    private double centre(int sample) {
        return (sample + 0.5) * step;
    }

    private static double kernel(double x) {
        if (x == 0) {
            return 1;
        }
        return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
    }
}
