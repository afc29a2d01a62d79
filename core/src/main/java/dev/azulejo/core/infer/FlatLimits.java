package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;
import java.util.Arrays;
import java.util.BitSet;

/// Keeps the answers of a model that enlarges near the colours around, where those are flat: in what was drawn or
/// typed, not photographed. SPAN takes it for a photograph, whose fine lines were darker before they were reduced,
/// and makes grey lines black. In photographs hardly a pixel equals the one beside it, and nothing changes.
final class FlatLimits {
    /// In each direction, where pixels are compared: whether those around are alike.
    private static final int FLAT_PX = 3;

    /// The share of neighbours with equal colours from which limits begin, and hold in full.
    private static final float SOME_FLAT = 0.4f;

    private static final float MOSTLY_FLAT = 0.6f;

    /// How far beyond the colours around an answer may go: a part of their range, and a little in any case.
    private static final float OF_RANGE = 0.2f;

    private static final float ALWAYS = 0.01f;

    /// Samples closer than this are equal when rounded to 8 bits.
    private static final float EQUAL = 0.6f / 255;

    private final Planes input;
    private final Planes output;
    private final int scale;
    /// A row, and before and after it the colours of its ends once more.
    private final float[] given;
    private final float[] lowest;
    private final float[] highest;
    private final float[] answers;
    private final BitSet far = new BitSet();

    private FlatLimits(Planes input, Planes output) {
        this.input = input;
        this.output = output;
        this.scale = output.width() / input.width();
        this.given = new float[input.width() + 2];
        this.lowest = new float[input.width()];
        this.highest = new float[input.width()];
        this.answers = new float[output.width()];
    }

    static void keep(Planes input, Planes output) {
        var limits = new FlatLimits(input, output);
        for (int y = 0; y < input.height(); y++) {
            limits.keepRow(y);
        }
    }

    private void keepRow(int y) {
        for (int band = 0; band < input.bands(); band++) {
            far.clear();
            findFar(band, y);
            for (int x = far.nextSetBit(0); x >= 0; x = far.nextSetBit(x + 1)) {
                float flat = flatness(x, y);
                if (flat > 0) {
                    pull(band, x, y, flat);
                }
            }
        }
    }

    /// Finds pixels with an answer that is not near the colours around: few, in most images.
    private void findFar(int band, int y) {
        findLimits(band, y);
        for (int row = y * scale; row < (y + 1) * scale; row++) {
            output.samples().get(band * output.planeLength() + row * output.width(), answers);
            for (int x = 0; x < lowest.length; x++) {
                boolean isFar = false;
                for (int at = x * scale; at < (x + 1) * scale; at++) {
                    isFar |= answers[at] < lowest[x] || answers[at] > highest[x];
                }
                if (isFar) {
                    far.set(x);
                }
            }
        }
    }

    /// The colours around each pixel of a row, and somewhat further.
    private void findLimits(int band, int y) {
        Arrays.fill(lowest, 1);
        Arrays.fill(highest, 0);
        int width = lowest.length;
        for (int row = Math.max(0, y - 1); row <= Math.min(input.height() - 1, y + 1); row++) {
            input.samples().get(band * input.planeLength() + row * input.width(), given, 1, width);
            given[0] = given[1];
            given[width + 1] = given[width];
            for (int x = 0; x < width; x++) {
                lowest[x] = Math.min(lowest[x], Math.min(given[x + 1], Math.min(given[x], given[x + 2])));
                highest[x] = Math.max(highest[x], Math.max(given[x + 1], Math.max(given[x], given[x + 2])));
            }
        }
        for (int x = 0; x < width; x++) {
            float margin = OF_RANGE * (highest[x] - lowest[x]) + ALWAYS;
            lowest[x] -= margin;
            highest[x] += margin;
        }
    }

    private void pull(int band, int inputX, int inputY, float part) {
        for (int y = inputY * scale; y < (inputY + 1) * scale; y++) {
            int at = band * output.planeLength() + y * output.width() + inputX * scale;
            for (int column = 0; column < scale; column++) {
                float sample = output.samples().get(at + column);
                output.samples()
                        .put(
                                at + column,
                                sample + part * (Math.clamp(sample, lowest[inputX], highest[inputX]) - sample));
            }
        }
    }

    /// From 0, as in a photograph, to 1.
    private float flatness(int x, int y) {
        int right = Math.min(input.width() - 1, x + FLAT_PX);
        int bottom = Math.min(input.height() - 1, y + FLAT_PX);
        int pairs = 0;
        int equal = 0;
        for (int row = Math.max(0, y - FLAT_PX); row <= bottom; row++) {
            for (int column = Math.max(0, x - FLAT_PX); column <= right; column++) {
                if (column < right) {
                    pairs++;
                    equal += areEqual(column, row, column + 1, row) ? 1 : 0;
                }
                if (row < bottom) {
                    pairs++;
                    equal += areEqual(column, row, column, row + 1) ? 1 : 0;
                }
            }
        }
        float share = pairs == 0 ? 0 : (float) equal / pairs;
        return Math.clamp((share - SOME_FLAT) / (MOSTLY_FLAT - SOME_FLAT), 0, 1);
    }

    private boolean areEqual(int x, int y, int otherX, int otherY) {
        for (int band = 0; band < input.bands(); band++) {
            if (Math.abs(input.at(band, x, y) - input.at(band, otherX, otherY)) > EQUAL) {
                return false;
            }
        }
        return true;
    }
}
