package dev.azulejo.core.infer.guard;

import dev.azulejo.core.pixels.Planes;
import java.util.Arrays;

/// Keeps the answers of a model that enlarges near the surrounding colours where those are flat, as in
/// drawings and text. SPAN expects photographs, whose fine lines were darker before they were reduced, and
/// makes grey lines black. In photographs hardly a pixel equals its neighbour, and nothing changes.
final class FlatLimits {
    /// How far beyond the surrounding colours an answer may go, in 1024ths of their range, rounded down.
    private static final int OF_RANGE_IN_1024 = (int) (GuardRules.OF_RANGE * 1024);

    private static final int ALWAYS_FIXED = FixedPoint.of(GuardRules.ALWAYS) - FixedPoint.SLACK;

    private final Planes input;
    private final ReducedAnswers reduced;
    private final FixedInput fixed;
    private final FlatPixels pixels;
    private final int[] lowest;
    private final int[] highest;
    /// By how much the answers of a row go too far, by band, and in any band where the image may be flat.
    private final int[][] beyond;
    private final int[] beyondWhereFlat;

    FlatLimits(Planes input, Planes output, ReducedAnswers reduced, FixedInput fixed) {
        this.input = input;
        this.reduced = reduced;
        this.fixed = fixed;
        this.pixels = new FlatPixels(input, output);
        this.lowest = new int[input.width()];
        this.highest = new int[input.width()];
        this.beyond = new int[input.bands()][input.width()];
        this.beyondWhereFlat = new int[input.width()];
    }

    /// Limits the answers of a row that has been reduced.
    void keepRow(int y) {
        fixed.read(y + GuardRules.FLAT_PX);
        Arrays.fill(beyondWhereFlat, 0);
        for (int band = 0; band < input.bands(); band++) {
            findLimits(band, y);
            findBeyond(reduced.least(band, y), reduced.greatest(band, y), beyond[band]);
            FixedPoint.raise(beyondWhereFlat, beyond[band]);
        }
        FixedPoint.lower(beyondWhereFlat, fixed.equal().flatness(y));
        if (FixedPoint.greatest(beyondWhereFlat) > 0) {
            pullWhereFlat(y);
        }
    }

    private void findLimits(int band, int y) {
        int above = Math.max(0, y - 1);
        int below = Math.min(input.height() - 1, y + 1);
        FixedPoint.least(fixed.least(band, above), fixed.least(band, y), fixed.least(band, below), lowest);
        FixedPoint.greatest(fixed.greatest(band, above), fixed.greatest(band, y), fixed.greatest(band, below), highest);
    }

    /// Finds where answers go too far: above 0 there, and in a few places besides.
    private void findBeyond(int[] least, int[] greatest, int[] beyond) {
        for (int x = 0; x < beyond.length; x++) {
            int margin = (((highest[x] - lowest[x]) * OF_RANGE_IN_1024) >> 10) + ALWAYS_FIXED;
            beyond[x] = Math.max(lowest[x] - least[x], greatest[x] - highest[x]) - margin;
        }
    }

    /// Pulls back the answers where the image is flat: few pixels, in most images.
    private void pullWhereFlat(int y) {
        for (int x = 0; x < beyondWhereFlat.length; x++) {
            float flat = beyondWhereFlat[x] > 0 ? pixels.flatness(x, y) : 0;
            for (int band = 0; band < input.bands() && flat > 0; band++) {
                if (beyond[band][x] > 0) {
                    pixels.pull(band, x, y, flat);
                }
            }
        }
    }
}
