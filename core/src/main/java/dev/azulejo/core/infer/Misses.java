package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;
import java.util.Arrays;

/// By how much the answers of a model that enlarges miss what it was given, once they are reduced to its
/// size again. Takes a row of samples at a time out of their buffers.
final class Misses {
    /// An answer this far outside 0 to 1 is lost, even if it averages to the right colour.
    private static final float FAR_OUT = 0.5f;

    /// More than sums of answers change by their order.
    private static final float ROUNDING = 1e-4f;

    private final Planes input;
    private final Planes output;
    private final int scale;
    private final float[] answers;
    private final float[] given;
    private final float[] sums;
    private final float[] worst;

    Misses(Planes input, Planes output) {
        this.input = input;
        this.output = output;
        this.scale = output.width() / input.width();
        this.answers = new float[output.width()];
        this.given = new float[input.width()];
        this.sums = new float[input.width()];
        this.worst = new float[input.width()];
    }

    /// Whether surely no pixel of an input row misses by more than `most`, nor has an answer that is lost.
    /// Suffices for nearly all rows.
    boolean areSurelyBelow(ReducedAnswers reduced, int y, float most) {
        float part = 1f / (scale * scale);
        float limit = most - ROUNDING;
        for (int band = 0; band < input.bands(); band++) {
            var sum = reduced.sums(band, y);
            var least = reduced.least(band, y);
            var greatest = reduced.greatest(band, y);
            input.samples().get(band * input.planeLength() + y * input.width(), given);
            for (int x = 0; x < given.length; x++) {
                float miss = Math.abs(sum[x] * part - given[x]) - limit;
                worst[x] = Math.max(miss, Math.max(-FAR_OUT - least[x], greatest[x] - (1 + FAR_OUT)));
            }
            if (ReducedAnswers.isAnyPositive(worst)) {
                return false;
            }
        }
        return true;
    }

    /// Of each pixel of an input row, in the band where it does so most.
    ///
    /// @return good until the next call
    float[] ofRow(int y) {
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
                    sum += answer < -FAR_OUT || answer > 1 + FAR_OUT ? Float.POSITIVE_INFINITY : answer;
                }
                sums[x] = sum;
            }
        }
    }
}
