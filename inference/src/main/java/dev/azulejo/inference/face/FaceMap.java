package dev.azulejo.inference.face;

import java.util.Arrays;

/// Square feature maps, one after the other, each row by row. Operations return new maps and change
/// nothing.
///
/// @param samples of `maps` times `side` times `side`
record FaceMap(int maps, int side, float[] samples) {
    static FaceMap zeros(int maps, int side) {
        return new FaceMap(maps, side, new float[maps * side * side]);
    }

    /// The weights and windows of a convolution.
    ///
    /// @param weights for each map that it gives, for each that it reads, row by row
    /// @param maps that it gives
    /// @param side of a window
    /// @param stride between windows
    /// @param before rows and columns of zeros above and to the left
    /// @param isOfEach whether each map that it gives is made from a single one that it reads
    record Kernel(float[] weights, int maps, int side, int stride, int before, boolean isOfEach) {}

    private int plane() {
        return side * side;
    }

    /// @param bias that is added to each map; empty for none
    FaceMap convolved(Kernel kernel, float[] bias) {
        var made = zeros(kernel.maps, side / kernel.stride);
        int taps = kernel.side * kernel.side;
        for (int to = 0; to < kernel.maps; to++) {
            if (bias.length > 0) {
                Arrays.fill(made.samples, to * made.plane(), (to + 1) * made.plane(), bias[to]);
            }
            for (int tap = 0; kernel.isOfEach && tap < taps; tap++) {
                add(made, to, to, kernel, tap, kernel.weights[to * taps + tap]);
            }
        }
        if (!kernel.isOfEach) {
            (taps == 1 && kernel.stride == 1 ? this : taps(kernel)).mixInto(made, kernel.weights);
        }
        return made;
    }

    /// Makes a map for each tap of each map: the samples that it meets in all windows.
    private FaceMap taps(Kernel kernel) {
        int taps = kernel.side * kernel.side;
        var made = zeros(maps * taps, side / kernel.stride);
        for (int map = 0; map < made.maps; map++) {
            add(made, map, map / taps, kernel, map % taps, 1);
        }
        return made;
    }

    /// Adds all maps to each of those made, each with its weight. Takes four maps at once, so that sums are read and
    /// written a quarter as often; each sum is added up in the same order. Each map is in an array of its own
    /// meanwhile: the compiler makes vector instructions only of a loop that reads all arrays at the same place.
    private void mixInto(FaceMap made, float[] weights) {
        var planes = new float[maps][];
        Arrays.setAll(planes, map -> Arrays.copyOfRange(samples, map * plane(), (map + 1) * plane()));
        for (int to = 0; to < made.maps; to++) {
            var sums = Arrays.copyOfRange(made.samples, to * plane(), (to + 1) * plane());
            int from = 0;
            for (; from + 4 <= maps; from += 4) {
                addFour(sums, planes, from, weights, to * maps + from);
            }
            for (; from < maps; from++) {
                addRow(sums, 0, planes[from], 0, 0, plane(), weights[to * maps + from]);
            }
            System.arraycopy(sums, 0, made.samples, to * plane(), plane());
        }
    }

    /// Adds four weighted maps in a loop of its own, as [#addRow] does.
    private static void addFour(float[] sums, float[][] planes, int from, float[] weights, int at) {
        float one = weights[at];
        float two = weights[at + 1];
        float three = weights[at + 2];
        float four = weights[at + 3];
        var first = planes[from];
        var second = planes[from + 1];
        var third = planes[from + 2];
        var fourth = planes[from + 3];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = sums[i] + one * first[i] + two * second[i] + three * third[i] + four * fourth[i];
        }
    }

    /// Adds one weight's product for all windows.
    private void add(FaceMap made, int to, int from, Kernel kernel, int tap, float weight) {
        int moveX = tap % kernel.side - kernel.before;
        int moveY = tap / kernel.side - kernel.before;
        int first = Math.ceilDiv(Math.max(0, -moveX), kernel.stride);
        int last = Math.min(made.side, Math.ceilDiv(side - moveX, kernel.stride));
        for (int y = 0; y < made.side; y++) {
            int row = y * kernel.stride + moveY;
            if (row >= 0 && row < side) {
                int write = to * made.plane() + y * made.side;
                int read = from * plane() + row * side + moveX;
                if (kernel.stride == 1) {
                    addRow(made.samples, write, samples, read, first, last, weight);
                } else {
                    for (int x = first; x < last; x++) {
                        made.samples[write + x] += weight * samples[read + x * kernel.stride];
                    }
                }
            }
        }
    }

    /// Adds a weighted row in a loop of its own, which the compiler turns into vector instructions.
    private static void addRow(float[] sums, int write, float[] samples, int read, int first, int last, float weight) {
        for (int x = first; x < last; x++) {
            sums[write + x] += weight * samples[read + x];
        }
    }

    FaceMap withoutNegatives() {
        var made = zeros(maps, side);
        for (int i = 0; i < samples.length; i++) {
            made.samples[i] = Math.max(0, samples[i]);
        }
        return made;
    }

    FaceMap plus(FaceMap other) {
        var made = zeros(maps, side);
        for (int i = 0; i < samples.length; i++) {
            made.samples[i] = samples[i] + other.samples[i];
        }
        return made;
    }

    /// Maps of half the side: the greatest of each square of 2 x 2 pixels.
    FaceMap halved() {
        var made = zeros(maps, side / 2);
        for (int i = 0; i < made.samples.length; i++) {
            int x = i % made.side * 2;
            int y = i / made.side * 2; // of all maps below each other
            int at = y * side + x;
            made.samples[i] = Math.max(
                    Math.max(samples[at], samples[at + 1]), Math.max(samples[at + side], samples[at + side + 1]));
        }
        return made;
    }

    /// These maps followed by those of another.
    FaceMap followedBy(FaceMap other) {
        var both = Arrays.copyOf(samples, samples.length + other.samples.length);
        System.arraycopy(other.samples, 0, both, samples.length, other.samples.length);
        return new FaceMap(maps + other.maps, side, both);
    }
}
