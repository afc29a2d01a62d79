package dev.azulejo.core.look;

/// Counts the values of coarse DCT coefficients for each of the 64 places that a grid of 8 x 8 pixels may have, and
/// says which place is likeliest. 2 MB, whatever the size of the picture.
final class GridHistograms {
    private static final int COEFFICIENTS = GridWindow.COEFFICIENTS.length;

    /// A step with less evidence may be there by chance.
    private static final double LEAST_EVIDENCE_OF_A_STEP = 12;

    /// Smooth blocks of a coarse JPEG show steps at other places too, where their mean levels meet. So all places
    /// with this share of the greatest evidence are candidates, and the grid is where most values are zero (Fan and
    /// de Queiroz, Identification of Bitmap Compression History, 2003).
    private static final double CANDIDATE = 0.25;

    /// A drawing made of equal squares, say pixels that were enlarged, has steps by chance where its squares meet; but
    /// then more values are zero elsewhere, which is never so where a JPEG has its grid.
    private static final double LEAST_SHARE_OF_ZEROS = 0.9;

    private static final int ZERO_BINS = StepEvidence.BINS_PER_UNIT;

    private final int[] counts = new int[GridWindow.PLACES * COEFFICIENTS * StepEvidence.BINS];

    void add(GridWindow window) {
        for (int place = 0; place < GridWindow.PLACES; place++) {
            float[] values = window.coefficients(place % GridWindow.GRID, place / GridWindow.GRID);
            for (int i = 0; i < COEFFICIENTS; i++) {
                int bin = (int) (Math.abs(values[i]) * StepEvidence.BINS_PER_UNIT);
                if (bin < StepEvidence.BINS) {
                    counts[from(place, i) + bin]++;
                }
            }
        }
    }

    private static int from(int place, int coefficient) {
        return (place * COEFFICIENTS + coefficient) * StepEvidence.BINS;
    }

    /// The likeliest place, however little there is for it.
    Place place() {
        var evidences = new double[GridWindow.PLACES];
        double most = 0;
        for (int place = 0; place < GridWindow.PLACES; place++) {
            for (int i = 0; i < COEFFICIENTS; i++) {
                evidences[place] += StepEvidence.best(counts, from(place, i)).beyondChance();
            }
            most = Math.max(most, evidences[place]);
        }
        int best = 0;
        long zerosOfBest = -1;
        long mostZeros = 0;
        for (int place = 0; place < GridWindow.PLACES; place++) {
            long zeros = zeros(place);
            mostZeros = Math.max(mostZeros, zeros);
            if (evidences[place] >= CANDIDATE * most && zeros > zerosOfBest) {
                best = place;
                zerosOfBest = zeros;
            }
        }
        boolean isMosaic = zerosOfBest < LEAST_SHARE_OF_ZEROS * mostZeros;
        return new Place(best, isMosaic ? 0 : evidences[best]);
    }

    private long zeros(int place) {
        long zeros = 0;
        for (int i = 0; i < COEFFICIENTS; i++) {
            for (int bin = 0; bin < ZERO_BINS; bin++) {
                zeros += counts[from(place, i) + bin];
            }
        }
        return zeros;
    }

    /// The quantisation steps at a place, row by row; 0 where a step is not known.
    int[] steps(int place) {
        var steps = new int[GridWindow.PLACES];
        for (int i = 0; i < COEFFICIENTS; i++) {
            var step = StepEvidence.best(counts, from(place, i));
            steps[GridWindow.COEFFICIENTS[i]] = step.evidence() >= LEAST_EVIDENCE_OF_A_STEP ? step.step() : 0;
        }
        return steps;
    }

    /// @param index `row * 8 + column` at which the first block begins
    record Place(int index, double evidence) {}
}
