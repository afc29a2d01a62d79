package dev.azulejo.inference;

import java.util.Random;

/// Three planes of floats, R, G, B: what a model is shown, and what it answers.
///
/// @param samples plane by plane, row by row
record ProbePicture(int width, int height, float[] samples) {
    private static final int BANDS = 3;
    private static final int SQUARE = 8;

    ProbePicture {
        if (samples.length != BANDS * width * height) {
            throw new IllegalArgumentException(
                    "%dx%d needs %d samples, got %d".formatted(width, height, BANDS * width * height, samples.length));
        }
    }

    /// Something like a photograph: smooth shapes of several sizes with a little noise, between 0.05 and 0.95. The same
    /// for the same seed.
    static ProbePicture photograph(int width, int height, long seed) {
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

    /// Black and white pixels in turn on the left, squares of eight on the right: what drives a model out of its range.
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

    /// The same with one pixel turned into its opposite.
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

    /// The largest difference of two samples in one place.
    float differenceTo(ProbePicture other) {
        float largest = 0;
        for (int i = 0; i < samples.length; i++) {
            largest = Math.max(largest, Math.abs(samples[i] - other.samples[i]));
        }
        return largest;
    }

    /// How far two answers differ from a pixel that was changed in what the model was shown, in pixels of that along
    /// the
    /// worse axis; -1 where they are equal.
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

    /// By how much the sample furthest out leaves 0 to 1; 0 where none does.
    float beyond() {
        float beyond = 0;
        for (float sample : samples) {
            beyond = Math.max(beyond, Math.max(-sample, sample - 1));
        }
        return beyond;
    }
}
