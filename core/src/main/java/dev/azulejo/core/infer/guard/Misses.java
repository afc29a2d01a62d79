package dev.azulejo.core.infer.guard;

import dev.azulejo.core.pixels.Planes;
import java.util.Arrays;

/// How far the answers of a model that enlarges, reduced to the size of its input, differ from that input.
/// Takes a row of samples at a time out of their buffers.
public final class Misses {
    private static final int FAR = FixedPoint.of(GuardRules.FAR_OUT) - FixedPoint.SLACK;

    private final Planes input;
    private final Planes output;
    private final int scale;
    private final float[] answers;
    private final float[] given;
    private final float[] sums;
    private final float[] worst;
    private final int[] beyond;

    public Misses(Planes input, Planes output) {
        this.input = input;
        this.output = output;
        this.scale = output.width() / input.width();
        this.answers = new float[output.width()];
        this.given = new float[input.width()];
        this.sums = new float[input.width()];
        this.worst = new float[input.width()];
        this.beyond = new int[input.width()];
    }

    /// Whether surely no pixel of an input row misses by more than `most`, nor has an answer that is lost.
    /// Suffices for nearly all rows.
    ///
    /// @param fixed of which row `y` was read last
    boolean areSurelyBelow(ReducedAnswers reduced, FixedInput fixed, int y, float most) {
        int limit = (FixedPoint.of(most) - FixedPoint.SLACK) * scale * scale;
        Arrays.fill(beyond, 0);
        for (int band = 0; band < input.bands(); band++) {
            findMisses(reduced.sums(band, y), fixed.lastRow(band), limit);
            findFarOut(reduced.least(band, y), reduced.greatest(band, y));
        }
        return FixedPoint.greatest(beyond) <= 0;
    }

    private void findMisses(int[] sums, int[] given, int limit) {
        int parts = scale * scale;
        for (int x = 0; x < beyond.length; x++) {
            beyond[x] = Math.max(beyond[x], Math.abs(sums[x] - parts * given[x + 1]) - limit);
        }
    }

    private void findFarOut(int[] least, int[] greatest) {
        for (int x = 0; x < beyond.length; x++) {
            beyond[x] = Math.max(beyond[x], Math.max(-FAR - least[x], greatest[x] - FixedPoint.ONE - FAR));
        }
    }

    /// The miss of each pixel of an input row, in the band where it is greatest.
    ///
    /// @return good until the next call
    public float[] ofRow(int y) {
        Arrays.fill(worst, 0);
        for (int band = 0; band < input.bands(); band++) {
            sum(band, y);
            input.samples().get(band * input.planeLength() + y * input.width(), given);
            for (int x = 0; x < given.length; x++) {
                worst[x] = Math.max(worst[x], Math.abs(sums[x] / (scale * scale) - given[x]));
            }
        }
        return worst;
    }

    private void sum(int band, int y) {
        Arrays.fill(sums, 0);
        for (int row = y * scale; row < (y + 1) * scale; row++) {
            output.samples().get(band * output.planeLength() + row * output.width(), answers);
            for (int x = 0; x < sums.length; x++) {
                float sum = sums[x];
                for (int at = x * scale; at < (x + 1) * scale; at++) {
                    float answer = answers[at];
                    sum += answer < -GuardRules.FAR_OUT || answer > 1 + GuardRules.FAR_OUT
                            ? Float.POSITIVE_INFINITY
                            : answer;
                }
                sums[x] = sum;
            }
        }
    }
}
