package dev.azulejo.core.look.jpeg;

import java.util.stream.IntStream;

/// The evidence that the coefficients of the blocks at one place of the grid give for their quantisation
/// steps.
final class PlaceEvidence {
    /// The evidence that the best of all steps tried has by chance.
    private static final float BY_CHANCE = 6;

    /// The least evidence of a step that is not there by chance.
    private static final float LEAST_OF_A_STEP = 12;

    /// The highest quality whose steps show; above it all steps are 1.
    private static final int MOST_QUALITY = 97;

    private final int place;
    private final float[][] ofSteps;
    private final double zeros;

    /// @param place `row * 8 + column` of the picture at which the first block begins
    /// @param ofSteps for each of [GridWindow#COEFFICIENTS] the evidence of each step, see [StepEvidence]
    /// @param zeros share of the coefficients that are zero
    PlaceEvidence(int place, float[][] ofSteps, double zeros) {
        this.place = place;
        this.ofSteps = ofSteps;
        this.zeros = zeros;
    }

    int place() {
        return place;
    }

    double zeros() {
        return zeros;
    }

    /// The evidence of the best step of each coefficient together, whatever table they are of.
    double ofAnyTable() {
        double sum = 0;
        for (int i = 0; i < ofSteps.length; i++) {
            sum += Math.max(0, ofSteps[i][step(i)] - BY_CHANCE);
        }
        return sum;
    }

    /// The steps that are known, row by row as in a quantisation table; 0 where a step is not known.
    int[] steps() {
        var steps = new int[GridWindow.PLACES];
        for (int i = 0; i < ofSteps.length; i++) {
            int step = step(i);
            steps[GridWindow.COEFFICIENTS[i]] = ofSteps[i][step] >= LEAST_OF_A_STEP ? step : 0;
        }
        return steps;
    }

    private int step(int coefficient) {
        float[] evidences = ofSteps[coefficient];
        int best = 1;
        for (int step = 2; step < evidences.length; step++) {
            best = evidences[step] > evidences[best] ? step : best;
        }
        return best;
    }

    /// The quality of libjpeg whose steps have most evidence together. Far less of it suffices than if each
    /// step may be any.
    OfQuality ofQuality() {
        var best = new OfQuality(1, ofQuality(1));
        for (int quality = 2; quality <= MOST_QUALITY; quality++) {
            double evidence = ofQuality(quality);
            best = evidence > best.evidence() ? new OfQuality(quality, evidence) : best;
        }
        return best;
    }

    private double ofQuality(int quality) {
        double sum = 0;
        for (int i = 0; i < ofSteps.length; i++) {
            sum += ofStep(i, quality);
        }
        return sum;
    }

    /// The number of coefficients that show a quality by themselves.
    long coefficientsOf(int quality) {
        return IntStream.range(0, ofSteps.length)
                .filter(i -> ofStep(i, quality) >= BY_CHANCE)
                .count();
    }

    private float ofStep(int coefficient, int quality) {
        int step = JpegQuality.luminanceStep(GridWindow.COEFFICIENTS[coefficient], quality);
        return step < ofSteps[coefficient].length ? ofSteps[coefficient][step] : 0;
    }

    /// @param evidence logarithm of how much likelier the values are of a JPEG of this quality than of none
    record OfQuality(int quality, double evidence) {}
}
