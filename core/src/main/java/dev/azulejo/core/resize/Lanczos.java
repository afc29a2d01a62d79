package dev.azulejo.core.resize;

/// The weights of a resampling along one axis, by Lanczos' kernel of three lobes. If the image is reduced,
/// the kernel is wider in proportion, so every sample counts. Outside the image there are no samples,
/// and the remaining weights are scaled up to a sum of one. (K. Turkowski, Filters for Common Resampling
/// Tasks, 1990; laid out as Pillow does, so results can be compared.)
///
/// If the image continues at its opposite edge, samples may lie before the first and beyond the last, and
/// weights are those of the middle one of three such images in a row, bit for bit.
final class Lanczos {
    private static final int LOBES = 3;

    private final int from;
    private final int to;
    private final boolean wraps;
    private final double step;
    private final double stretch;

    /// @param from samples of the source along the axis
    /// @param to samples of the result
    /// @param wraps whether the image goes on at its opposite edge
    Lanczos(int from, int to, boolean wraps) {
        this.from = from;
        this.to = to;
        this.wraps = wraps;
        this.step = (double) from / to;
        this.stretch = Math.max(1, step);
    }

    /// The first sample of the source that counts for a sample of the result.
    int first(int sample) {
        double first = centre(sample) - LOBES * stretch + 0.5;
        return wraps ? (int) Math.floor(first) - from : (int) Math.max(0, first);
    }

    /// The sample after the last one that counts for a sample of the result.
    int end(int sample) {
        double end = centre(sample) + LOBES * stretch + 0.5;
        return wraps ? (int) Math.floor(end) - from : (int) Math.min(from, end);
    }

    /// The weights of the samples from [#first] on; their sum is 1.
    float[] weights(int sample) {
        int first = first(sample) + (wraps ? from : 0);
        var exact = new double[end(sample) - first(sample)];
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

    /// The centre of a result's sample in the source; of three images in a row, in the second, if the image
    /// continues.
    private double centre(int sample) {
        return ((wraps ? to : 0) + sample + 0.5) * step;
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
