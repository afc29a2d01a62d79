package dev.azulejo.quality.metric.natural;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.quality.metric.natural.NormalisedBlocks.Normalised;
import dev.azulejo.quality.metric.rows.Meter;
import dev.azulejo.quality.metric.rows.Strip;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.util.Arrays;

/// PIQE, the perception based image quality evaluator (Venkatanath, Praneeth, Maruthi, Channappayya and
/// Medasani, National Conference on Communications, 2015): it looks at blocks of 16×16 pixels with visible
/// content, and counts those with a flat edge, as from compression, and those as busy as noise all over. It
/// is not fitted to data and needs no weights. Details are MATLAB's.
public final class Piqe implements Meter {
    static final int BLOCK = 16;

    private static final double ACTIVE = 0.1;
    private static final double FLAT = 0.1;
    private static final int SEGMENT = 6;
    private static final int PERCENT = 100;

    /// The first of two columns that MATLAB takes as the centre. It fails to remove the second from the
    /// surround: it removes the column after it.
    private static final int CENTRE = BLOCK / 2 - 1;

    private final Size size;
    private final int paddedWidth;
    private final int paddedHeight;
    private final double[][] last = new double[BLOCK][];
    private final NormalisedBlocks<Judged> blocks;
    private int active;
    private double distortion;

    /// @param active whether the block has visible content
    /// @param distortion from 0 on
    private record Judged(boolean active, double distortion) {
        static final Judged QUIET = new Judged(false, 0);
    }

    public Piqe(Size size) {
        this.size = size;
        paddedWidth = Math.ceilDiv(size.width(), BLOCK) * BLOCK;
        paddedHeight = Math.ceilDiv(size.height(), BLOCK) * BLOCK;
        blocks = new NormalisedBlocks<>(paddedWidth, paddedHeight, BLOCK, Piqe::judged, this::add);
    }

    @Override
    public void accept(Strip strip) {
        if (isTooSmall()) {
            return;
        }
        for (int row = 0; row < strip.rows(); row++) {
            int y = strip.firstRow() + row;
            var padded = padded(strip.luma(), row * strip.width());
            last[y % BLOCK] = padded;
            blocks.accept(padded, paddedWidth, 1);
        }
        if (strip.firstRow() + strip.rows() == size.height()) {
            for (int y = size.height(); y < paddedHeight; y++) { // mirrored, with the border itself
                blocks.accept(last[(2 * size.height() - 1 - y) % BLOCK], paddedWidth, 1);
            }
        }
    }

    private boolean isTooSmall() {
        return Math.min(size.width(), size.height()) < BLOCK;
    }

    private double[] padded(double[] luma, int start) {
        var padded = new double[paddedWidth];
        for (int x = 0; x < paddedWidth; x++) {
            padded[x] = Math.round(luma[start + (x < size.width() ? x : 2 * size.width() - 1 - x)]);
        }
        return padded;
    }

    private static Judged judged(Normalised block) {
        var pixels = block.pixels();
        double variance = variance(pixels);
        if (variance <= ACTIVE) {
            return Judged.QUIET;
        }
        double distortion = (hasFlatEdge(pixels) ? 1 - variance : 0) + (isNoise(pixels, variance) ? variance : 0);
        return new Judged(true, distortion);
    }

    private void add(Judged block) {
        active += block.active ? 1 : 0;
        distortion += block.distortion;
    }

    private static boolean hasFlatEdge(double[] pixels) {
        int far = BLOCK * (BLOCK - 1);
        return hasFlatSegment(pixels, 0, 1)
                || hasFlatSegment(pixels, far, 1)
                || hasFlatSegment(pixels, 0, BLOCK)
                || hasFlatSegment(pixels, BLOCK - 1, BLOCK);
    }

    private static boolean hasFlatSegment(double[] pixels, int start, int step) {
        for (int first = 0; first <= BLOCK - SEGMENT; first++) {
            var segment = new double[SEGMENT];
            for (int i = 0; i < SEGMENT; i++) {
                segment[i] = pixels[start + (first + i) * step];
            }
            if (Math.sqrt(variance(segment)) < FLAT) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNoise(double[] pixels, double variance) {
        var centre = new double[2 * BLOCK];
        var surround = new double[(BLOCK - 2) * BLOCK];
        int inCentre = 0;
        int inSurround = 0;
        for (int i = 0; i < pixels.length; i++) {
            int x = i % BLOCK;
            if (x == CENTRE || x == CENTRE + 1) {
                centre[inCentre++] = pixels[i];
            }
            if (x != CENTRE && x != CENTRE + 2) {
                surround[inSurround++] = pixels[i];
            }
        }
        double deviation = Math.sqrt(variance);
        double ratio = Math.sqrt(variance(centre) / variance(surround));
        return deviation > 2 * Math.abs(deviation - ratio) / Math.max(deviation, ratio); // not where it is no number
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }

    @Override
    public void addTo(Scores.Builder scores) {
        scores.put(
                Metric.PIQE,
                isTooSmall()
                        ? Scores.Score.none("needs at least %d pixels each way, the image is %s".formatted(BLOCK, size))
                        : Scores.Score.of((distortion + 1) / (active + 1) * PERCENT));
    }
}
