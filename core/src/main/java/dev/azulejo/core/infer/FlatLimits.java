package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;
import java.util.Arrays;

/// Keeps the answers of a model that enlarges near the colours around, where those are flat: in what was drawn or
/// typed, not photographed. SPAN takes it for a photograph, whose fine lines were darker before they were reduced,
/// and makes grey lines black. In photographs hardly a pixel equals the one beside it, and nothing changes.
final class FlatLimits {
    /// How far beyond the colours around an answer may go: a part of their range, and a little in any case.
    private static final float OF_RANGE = 0.2f;

    private static final float ALWAYS = 0.01f;

    /// Rows around a pixel whose colours count: its own and one to each side.
    private static final int AROUND = 3;

    private static final float UNKNOWN = -1;

    private final Planes input;
    private final Planes output;
    private final int scale;
    private final ReducedAnswers reduced;
    private final Flatness flatness;
    /// A row, and before and after it the colours of its ends once more.
    private final float[] given;
    /// Of each pixel and its two neighbours in its row, for the rows around.
    private final float[][] lowestInRow;
    private final float[][] highestInRow;
    private int rows;
    private final float[] lowest;
    private final float[] highest;
    private final float[] beyond;
    /// How flat the image is at the pixels of a row, as far as somebody has asked: the same for all bands.
    private final float[] flat;

    FlatLimits(Planes input, Planes output, ReducedAnswers reduced) {
        this.input = input;
        this.output = output;
        this.scale = output.width() / input.width();
        this.reduced = reduced;
        this.flatness = new Flatness(input);
        this.given = new float[input.width() + 2];
        this.lowestInRow = new float[AROUND * input.bands()][input.width()];
        this.highestInRow = new float[AROUND * input.bands()][input.width()];
        this.lowest = new float[input.width()];
        this.highest = new float[input.width()];
        this.beyond = new float[input.width()];
        this.flat = new float[input.width()];
    }

    /// For each row, from the first to the last, once its answers have been reduced.
    void keepRow(int y) {
        while (rows <= Math.min(input.height() - 1, y + 1)) {
            findLimitsInRow(rows++);
        }
        Arrays.fill(flat, UNKNOWN);
        for (int band = 0; band < input.bands(); band++) {
            findLimits(band, y);
            var least = reduced.least(band, y);
            var greatest = reduced.greatest(band, y);
            for (int x = 0; x < beyond.length; x++) {
                beyond[x] = Math.max(lowest[x] - least[x], greatest[x] - highest[x]);
            }
            if (ReducedAnswers.isAnyPositive(beyond)) {
                keepRow(band, y);
            }
        }
    }

    /// Answers that are not near the colours around: few, in most images.
    private void keepRow(int band, int y) {
        for (int x = 0; x < beyond.length; x++) {
            if (beyond[x] > 0) {
                if (flat[x] == UNKNOWN) {
                    flat[x] = flatness.at(x, y);
                }
                if (flat[x] > 0) {
                    pull(band, x, y, flat[x]);
                }
            }
        }
    }

    private void findLimitsInRow(int y) {
        int width = lowest.length;
        for (int band = 0; band < input.bands(); band++) {
            input.samples().get(band * input.planeLength() + y * input.width(), given, 1, width);
            given[0] = given[1];
            given[width + 1] = given[width];
            var least = lowestInRow[y % AROUND * input.bands() + band];
            var greatest = highestInRow[y % AROUND * input.bands() + band];
            for (int x = 0; x < width; x++) {
                least[x] = Math.min(given[x + 1], Math.min(given[x], given[x + 2]));
                greatest[x] = Math.max(given[x + 1], Math.max(given[x], given[x + 2]));
            }
        }
    }

    /// The colours around each pixel of a row, and somewhat further.
    private void findLimits(int band, int y) {
        Arrays.fill(lowest, 1);
        Arrays.fill(highest, 0);
        for (int row = Math.max(0, y - 1); row <= Math.min(input.height() - 1, y + 1); row++) {
            var least = lowestInRow[row % AROUND * input.bands() + band];
            var greatest = highestInRow[row % AROUND * input.bands() + band];
            for (int x = 0; x < lowest.length; x++) {
                lowest[x] = Math.min(lowest[x], least[x]);
                highest[x] = Math.max(highest[x], greatest[x]);
            }
        }
        for (int x = 0; x < lowest.length; x++) {
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
}
