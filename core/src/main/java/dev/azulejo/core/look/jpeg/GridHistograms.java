package dev.azulejo.core.look.jpeg;

/// Counts the values of coarse DCT coefficients for each of the 64 places at which a grid of 8 x 8 pixels
/// can begin. 2 MB, whatever the size of the picture.
final class GridHistograms {
    private static final int COEFFICIENTS = GridWindow.COEFFICIENTS.length;
    private static final int ZERO_BINS = StepEvidence.BINS_PER_UNIT;

    private final int[] counts = new int[GridWindow.PLACES * COEFFICIENTS * StepEvidence.BINS];
    private final int[] blocks = new int[GridWindow.PLACES];

    void add(GridWindow window) {
        for (int place = 0; place < GridWindow.PLACES; place++) {
            int left = place % GridWindow.GRID;
            int top = place / GridWindow.GRID;
            if (window.tells(left, top)) {
                blocks[place]++;
                add(place, window.coefficients(left, top));
            }
        }
    }

    private void add(int place, float[] values) {
        for (int i = 0; i < COEFFICIENTS; i++) {
            int bin = (int) (Math.abs(values[i]) * StepEvidence.BINS_PER_UNIT);
            if (bin < StepEvidence.BINS) {
                counts[from(place, i) + bin]++;
            }
        }
    }

    private static int from(int place, int coefficient) {
        return (place * COEFFICIENTS + coefficient) * StepEvidence.BINS;
    }

    int blocks(int place) {
        return blocks[place];
    }

    /// The evidence that the blocks at a place give for the steps of each coefficient.
    PlaceEvidence at(int place) {
        var evidences = new float[COEFFICIENTS][];
        long zeros = 0;
        for (int i = 0; i < COEFFICIENTS; i++) {
            evidences[i] = StepEvidence.ofSteps(counts, from(place, i));
            for (int bin = 0; bin < ZERO_BINS; bin++) {
                zeros += counts[from(place, i) + bin];
            }
        }
        return new PlaceEvidence(place, evidences, zeros / (double) Math.max(1, COEFFICIENTS * blocks[place]));
    }
}
