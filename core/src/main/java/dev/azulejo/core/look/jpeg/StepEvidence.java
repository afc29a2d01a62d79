package dev.azulejo.core.look.jpeg;

/// Weighs whether the values of one DCT coefficient are multiples of a step, as quantisation makes them.
///
/// Within half a step around a multiple, values of a picture that never was a JPEG lie anywhere; those of a JPEG lie
/// near the multiple, spread a little as its pixels were rounded to levels of 255. The evidence is the logarithm of
/// how much likelier the values are if quantised. Values that round to zero say nothing: there are many without JPEG.
final class StepEvidence {
    static final int BINS_PER_UNIT = 4;

    /// The number of bins of absolute values; greater ones are rare.
    static final int BINS = 160 * BINS_PER_UNIT;

    static final int COARSEST = 128;

    private static final double SPREAD = 0.33;
    private static final double OUTLIERS = 0.08;

    private static final float[][] EVIDENCES = new float[COARSEST + 1][];

    static {
        for (int step = 2; step <= COARSEST; step++) {
            EVIDENCES[step] = evidences(step);
        }
    }

    private StepEvidence() {}

    private static float[] evidences(int step) {
        double sum = 0;
        int bins = step * BINS_PER_UNIT;
        for (int bin = 0; bin < bins; bin++) {
            sum += density(bin, step);
        }
        var evidences = new float[BINS];
        for (int bin = bins / 2; bin < BINS; bin++) {
            evidences[bin] = (float) Math.log((1 - OUTLIERS) * density(bin, step) * bins / sum + OUTLIERS);
        }
        return evidences;
    }

    private static double density(int bin, int step) {
        double value = (bin + 0.5) / BINS_PER_UNIT;
        double distance = Math.abs(value - step * Math.round(value / step));
        return Math.exp(-distance * distance / (2 * SPREAD * SPREAD));
    }

    /// The evidence of each step up to [#COARSEST]; that of 1, and of 0, which is none, is 0.
    ///
    /// @param counts of absolute values, by bin
    /// @param from index of the first of them
    static float[] ofSteps(int[] counts, int from) {
        int bins = BINS;
        while (bins > 0 && counts[from + bins - 1] == 0) {
            bins--;
        }
        var evidences = new float[COARSEST + 1];
        for (int step = 2; step <= COARSEST; step++) {
            float[] evidence = EVIDENCES[step];
            float sum = 0;
            for (int bin = step * BINS_PER_UNIT / 2; bin < bins; bin++) {
                sum += evidence[bin] * counts[from + bin];
            }
            evidences[step] = sum;
        }
        return evidences;
    }
}
