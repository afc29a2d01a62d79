package dev.azulejo.inference.probe;

import dev.azulejo.core.model.Boundary;
import java.util.Random;

/// A picture of three planes of floats, R, G, B: the input or the answer of a model.
///
/// @param samples plane by plane, row by row
public record ProbePicture(int width, int height, float[] samples) {
    private static final int BANDS = 3;
    private static final int SQUARE = 8;

    public ProbePicture {
        if (samples.length != BANDS * width * height) {
            throw new IllegalArgumentException(
                    "%dx%d needs %d samples, got %d".formatted(width, height, BANDS * width * height, samples.length));
        }
    }

    /// Something like a photograph: smooth shapes of several sizes with a little noise, between 0.05 and
    /// 0.95. The same seed gives the same picture.
    public static ProbePicture photograph(int width, int height, long seed) {
        var random = new Random(seed);
        var samples = new float[BANDS * width * height];
        for (int band = 0; band < BANDS; band++) {
            double phase = random.nextDouble() * Math.TAU;
            double slope = 0.02 + 0.05 * random.nextDouble();
            double fine = 0.3 + 0.4 * random.nextDouble();
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double shape = Math.sin(slope * x + phase) * Math.cos(slope * 0.7 * y - phase);
                    double texture = Math.sin(fine * (x + 0.5 * y) + phase);
                    double value = 0.5 + 0.3 * shape + 0.08 * texture + 0.02 * random.nextGaussian();
                    samples[(band * height + y) * width + x] = (float) Math.clamp(value, 0.05, 0.95);
                }
            }
        }
        return new ProbePicture(width, height, samples);
    }

    /// A photograph whose left is a tenth as bright and smooth, and which becomes normal towards the right.
    static ProbePicture uneven(int side, long seed) {
        var picture = photograph(side, side, seed);
        var samples = picture.samples;
        for (int i = 0; i < samples.length; i++) {
            float share = 0.1f + 0.9f * (i % side) / side;
            samples[i] *= share * share;
        }
        return picture;
    }

    /// A test pattern that drives a model out of its range: alternating black and white pixels on the left,
    /// squares of eight on the right.
    static ProbePicture checkerboards(int side) {
        var samples = new float[BANDS * side * side];
        for (int i = 0; i < samples.length; i++) {
            int x = i % side;
            int y = i / side % side;
            int square = x < side / 2 ? 1 : SQUARE;
            samples[i] = (x / square + y / square) % 2;
        }
        return new ProbePicture(side, side, samples);
    }

    ProbePicture times(float factor) {
        var scaled = samples.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return new ProbePicture(width, height, scaled);
    }

    ProbePicture plus(float summand) {
        var moved = samples.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += summand;
        }
        return new ProbePicture(width, height, moved);
    }

    /// This picture reduced to the means of squares of `scale` pixels a side.
    ProbePicture reduced(int scale) {
        int newWidth = width / scale;
        int newHeight = height / scale;
        var means = new float[BANDS * newWidth * newHeight];
        for (int row = 0; row < BANDS * newHeight * scale; row++) {
            for (int x = 0; x < newWidth * scale; x++) {
                means[row / scale * newWidth + x / scale] += samples[row * width + x] / (scale * scale);
            }
        }
        return new ProbePicture(newWidth, newHeight, means);
    }

    boolean hasShapeOf(ProbePicture other) {
        return width == other.width && height == other.height;
    }

    /// The mean difference of two samples in the same place.
    double meanDifferenceTo(ProbePicture other) {
        double sum = 0;
        for (int i = 0; i < samples.length; i++) {
            sum += Math.abs(samples[i] - other.samples[i]);
        }
        return sum / samples.length;
    }

    /// This picture with one pixel turned into its opposite.
    ProbePicture perturbed(int x, int y) {
        var other = samples.clone();
        for (int band = 0; band < BANDS; band++) {
            int at = (band * height + y) * width + x;
            other[at] = 1 - other[at];
        }
        return new ProbePicture(width, height, other);
    }

    ProbePicture crop(int left, int top, int newWidth, int newHeight) {
        var part = new float[BANDS * newWidth * newHeight];
        for (int row = 0; row < BANDS * newHeight; row++) {
            int band = row / newHeight;
            int from = (band * height + top + row % newHeight) * width + left;
            System.arraycopy(samples, from, part, row * newWidth, newWidth);
        }
        return new ProbePicture(newWidth, newHeight, part);
    }

    /// This picture extended to the right and below to a square.
    ///
    /// @param boundary what fills the new area
    ProbePicture extended(int side, Boundary boundary) {
        var more = new float[BANDS * side * side];
        for (int i = 0; i < more.length; i++) {
            int x = inside(i % side, width, boundary);
            int y = inside(i / side % side, height, boundary);
            more[i] = samples[(i / (side * side) * height + y) * width + x];
        }
        return new ProbePicture(side, side, more);
    }

    private static int inside(int at, int length, Boundary boundary) {
        if (at < length) {
            return at;
        }
        return boundary == Boundary.REFLECT ? Math.max(0, 2 * (length - 1) - at) : length - 1;
    }

    /// The largest difference of two samples in the same place.
    float differenceTo(ProbePicture other) {
        float largest = 0;
        for (int i = 0; i < samples.length; i++) {
            largest = Math.max(largest, Math.abs(samples[i] - other.samples[i]));
        }
        return largest;
    }

    /// How far from a changed input pixel two answers differ, in input pixels along the worse axis; -1 if
    /// they are equal.
    int reachFrom(int x, int y, int scale, ProbePicture other) {
        int reach = -1;
        for (int i = 0; i < samples.length; i++) {
            if (samples[i] != other.samples[i]) {
                reach = Math.max(
                        reach, Math.max(Math.abs(i % width / scale - x), Math.abs(i / width % height / scale - y)));
            }
        }
        return reach;
    }

    float mean() {
        double sum = 0;
        for (float sample : samples) {
            sum += sample;
        }
        return (float) (sum / samples.length);
    }

    /// How far the most extreme sample leaves 0 to 1; 0 if none does.
    float beyond() {
        float beyond = 0;
        for (float sample : samples) {
            beyond = Math.max(beyond, Math.max(-sample, sample - 1));
        }
        return beyond;
    }
}
