package dev.azulejo.core.look.sharpness;

import dev.azulejo.core.pixels.LookedRows;
import java.util.Optional;

/// Measures how soft the steepest edges of a picture are, in one pass over its rows. For one thread.
///
/// The steepest edges count, as a background out of focus makes no picture blurred.
public final class BlurLook {
    /// The most pixels measured; rows of larger pictures are left out evenly.
    private static final long MOST_PIXELS = 4_000_000;

    private static final int SIGMAS_PER_PIXEL = 50;
    private static final int SIGMAS = (int) (EdgeProbe.MOST_SIGMA * SIGMAS_PER_PIXEL) + 1;
    private static final int SLOPES_PER_OCTAVE = 4;
    private static final int SLOPES = 6 * SLOPES_PER_OCTAVE;

    private static final long LEAST_EDGES = 60;
    private static final long ENOUGH_EDGES = 200;
    private static final double STEEPEST_SHARE = 0.05;

    private final int oneRowIn;
    private final long[][] counts = new long[SLOPES][SIGMAS];
    private long row;

    public BlurLook(int width, int height) {
        oneRowIn = Math.toIntExact(Math.ceilDiv((long) width * height, MOST_PIXELS));
    }

    /// Takes the next rows of the picture. Rows within five of their ends are not measured.
    public void accept(LookedRows rows) {
        var horizontal = new EdgeProbe(rows.luma(), 1, rows.width());
        var vertical = new EdgeProbe(rows.luma(), rows.width(), 1);
        for (int y = EdgeProbe.REACH; y < rows.count() - EdgeProbe.REACH; y++, row++) {
            if (row % oneRowIn == 0) {
                int first = y * rows.width() + EdgeProbe.REACH;
                int last = (y + 1) * rows.width() - EdgeProbe.REACH;
                for (int at = first; at < last; at++) {
                    count(horizontal, at);
                    count(vertical, at);
                }
            }
        }
    }

    private void count(EdgeProbe probe, int at) {
        float slope = probe.slopeOfEdge(at);
        if (slope > 0) {
            double octaves = Math.log(slope / EdgeProbe.LEAST_SLOPE) / Math.log(2);
            int bin = Math.clamp((int) (octaves * SLOPES_PER_OCTAVE), 0, SLOPES - 1);
            counts[bin][(int) (probe.sigma(at) * SIGMAS_PER_PIXEL)]++;
        }
    }

    /// The blur found so far; empty if there are too few edges.
    public Optional<Blur> blur() {
        long all = 0;
        for (long[] ofSlope : counts) {
            for (long count : ofSlope) {
                all += count;
            }
        }
        if (all < LEAST_EDGES) {
            return Optional.empty();
        }
        return Optional.of(medianOfSteepest(Math.max(ENOUGH_EDGES, (long) (STEEPEST_SHARE * all))));
    }

    private Blur medianOfSteepest(long enough) {
        var steepest = new long[SIGMAS];
        long edges = 0;
        for (int slope = SLOPES - 1; slope >= 0 && edges < enough; slope--) {
            for (int sigma = 0; sigma < SIGMAS; sigma++) {
                steepest[sigma] += counts[slope][sigma];
                edges += counts[slope][sigma];
            }
        }
        int sigma = 0;
        for (long below = steepest[0]; 2 * below < edges; below += steepest[sigma]) {
            sigma++;
        }
        return new Blur((sigma + 0.5) / SIGMAS_PER_PIXEL, edges);
    }
}
