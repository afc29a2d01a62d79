package dev.azulejo.quality.metric.fsim;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The discrete Fourier transform of one length, in place: factor by factor (Cooley and Tukey 1965; in order without
/// an exchange of numbers, after Stockham) where all prime factors of the length are small, else as a convolution of a
/// length that is quick (Bluestein 1970). Thread-safe.
final class Fourier {
    /// The prime factors handled directly, and 4. A factor takes as many steps for each number as it is
    /// large: with much larger ones a convolution is quicker.
    private static final int[] FACTORS = {4, 2, 3, 5, 7, 11, 13};

    private final int length;
    private final int padded;
    private final int[] factors; // of the padded length
    private final double[] cosines;
    private final double[] sines;
    private final double[] chirpReal;
    private final double[] chirpImaginary;
    private final double[] kernelReal;
    private final double[] kernelImaginary;

    Fourier(int length) {
        this.length = length;
        boolean isSmooth = isSmooth(length);
        padded = isSmooth ? length : quick(2 * length - 1);
        factors = factors(padded);
        cosines = new double[padded];
        sines = new double[padded];
        for (int i = 0; i < padded; i++) {
            double angle = 2 * StrictMath.PI * i / padded;
            cosines[i] = StrictMath.cos(angle);
            sines[i] = StrictMath.sin(angle);
        }
        int chirp = isSmooth ? 0 : length;
        chirpReal = new double[chirp];
        chirpImaginary = new double[chirp];
        kernelReal = new double[isSmooth ? 0 : padded];
        kernelImaginary = new double[isSmooth ? 0 : padded];
        if (!isSmooth) {
            prepareChirp();
        }
    }

    /// The next length that is a power of two, or three quarters of one: the quickest of lengths with small
    /// factors.
    private static int quick(int least) {
        int power = Integer.highestOneBit(2 * least - 1);
        return power / 4 * 3 >= least ? power / 4 * 3 : power;
    }

    private static boolean isSmooth(int length) {
        return Arrays.stream(factors(length)).reduce(1, (one, other) -> one * other) == length;
    }

    private static int[] factors(int length) {
        var found = IntStream.builder();
        int left = length;
        for (int factor : FACTORS) {
            for (; left % factor == 0; left /= factor) {
                found.add(factor);
            }
        }
        return found.build().toArray();
    }

    private void prepareChirp() {
        for (int i = 0; i < length; i++) {
            // i² modulo 2 lengths: the angle repeats, and stays exact
            double angle = StrictMath.PI * ((long) i * i % (2L * length)) / length;
            chirpReal[i] = StrictMath.cos(angle);
            chirpImaginary[i] = StrictMath.sin(angle);
            int mirrored = i == 0 ? 0 : padded - i;
            kernelReal[i] = chirpReal[i];
            kernelReal[mirrored] = chirpReal[i];
            kernelImaginary[i] = chirpImaginary[i];
            kernelImaginary[mirrored] = chirpImaginary[i];
        }
        transformSmooth(kernelReal, kernelImaginary);
    }

    /// Transforms forward, without scaling.
    void forward(double[] real, double[] imaginary) {
        if (chirpReal.length == 0) {
            transformSmooth(real, imaginary);
        } else {
            transformAny(real, imaginary);
        }
    }

    /// Transforms back: the inverse of [#forward], scaled by one over the length.
    void inverse(double[] real, double[] imaginary) {
        forward(imaginary, real); // exchanged parts turn the direction
        for (int i = 0; i < length; i++) {
            real[i] /= length;
            imaginary[i] /= length;
        }
    }

    private void transformAny(double[] real, double[] imaginary) {
        var a = new double[padded];
        var b = new double[padded];
        for (int i = 0; i < length; i++) {
            a[i] = real[i] * chirpReal[i] + imaginary[i] * chirpImaginary[i];
            b[i] = imaginary[i] * chirpReal[i] - real[i] * chirpImaginary[i];
        }
        transformSmooth(a, b);
        for (int i = 0; i < padded; i++) {
            double product = a[i] * kernelReal[i] - b[i] * kernelImaginary[i];
            b[i] = a[i] * kernelImaginary[i] + b[i] * kernelReal[i];
            a[i] = product;
        }
        transformSmooth(b, a);
        for (int i = 0; i < length; i++) {
            real[i] = (a[i] * chirpReal[i] + b[i] * chirpImaginary[i]) / padded;
            imaginary[i] = (b[i] * chirpReal[i] - a[i] * chirpImaginary[i]) / padded;
        }
    }

    /// Transforms factor by factor. Each factor makes transforms `stride` times as long as those before;
    /// numbers go to and fro between two pairs of arrays, and end in the one that they came in.
    private void transformSmooth(double[] real, double[] imaginary) {
        var from = new Numbers(real, imaginary);
        var to = new Numbers(new double[padded], new double[padded]);
        int stride = 1;
        for (int factor : factors) {
            switch (factor) {
                case 2 -> byTwo(from, to, stride);
                case 4 -> byFour(from, to, stride);
                default -> byOdd(from, to, stride, factor);
            }
            stride *= factor;
            var kept = from;
            from = to;
            to = kept;
        }
        if (factors.length % 2 == 1) {
            System.arraycopy(from.real, 0, real, 0, padded);
            System.arraycopy(from.imaginary, 0, imaginary, 0, padded);
        }
    }

    private record Numbers(double[] real, double[] imaginary) {
        /// Sets one number, turned by an angle that has this cosine, and this sine with opposite sign.
        void set(int at, double a, double b, double cosine, double sine) {
            real[at] = a * cosine + b * sine;
            imaginary[at] = b * cosine - a * sine;
        }
    }

    private void byTwo(Numbers from, Numbers to, int stride) {
        int apart = padded / 2;
        for (int start = 0; start < apart; start += stride) {
            double cosine = cosines[start];
            double sine = sines[start];
            for (int i = start; i < start + stride; i++) {
                double a = from.real[i];
                double b = from.imaginary[i];
                double c = from.real[i + apart];
                double d = from.imaginary[i + apart];
                to.real[i + start] = a + c;
                to.imaginary[i + start] = b + d;
                to.set(i + start + stride, a - c, b - d, cosine, sine);
            }
        }
    }

    private void byFour(Numbers from, Numbers to, int stride) {
        int apart = padded / 4;
        for (int start = 0; start < apart; start += stride) {
            double cosine = cosines[start];
            double sine = sines[start];
            double cosine2 = cosines[2 * start];
            double sine2 = sines[2 * start];
            double cosine3 = cosines[3 * start];
            double sine3 = sines[3 * start];
            for (int i = start; i < start + stride; i++) {
                double evenA = from.real[i] + from.real[i + 2 * apart];
                double evenB = from.imaginary[i] + from.imaginary[i + 2 * apart];
                double evenC = from.real[i] - from.real[i + 2 * apart];
                double evenD = from.imaginary[i] - from.imaginary[i + 2 * apart];
                double oddA = from.real[i + apart] + from.real[i + 3 * apart];
                double oddB = from.imaginary[i + apart] + from.imaginary[i + 3 * apart];
                double oddC = from.real[i + apart] - from.real[i + 3 * apart];
                double oddD = from.imaginary[i + apart] - from.imaginary[i + 3 * apart];
                int target = i + 3 * start;
                to.real[target] = evenA + oddA;
                to.imaginary[target] = evenB + oddB;
                to.set(target + stride, evenC + oddD, evenD - oddC, cosine, sine);
                to.set(target + 2 * stride, evenA - oddA, evenB - oddB, cosine2, sine2);
                to.set(target + 3 * stride, evenC - oddD, evenD + oddC, cosine3, sine3);
            }
        }
    }

    /// Applies an odd factor. Numbers as far from the first as from the last are paired: their sum is
    /// turned by the cosine, their difference by the sine.
    private void byOdd(Numbers from, Numbers to, int stride, int factor) {
        int pairs = factor / 2;
        var sums = new Numbers(new double[pairs + 1], new double[pairs + 1]);
        var differences = new Numbers(new double[pairs + 1], new double[pairs + 1]);
        for (int start = 0; start < padded / factor; start += stride) {
            for (int i = start; i < start + stride; i++) {
                pairUp(from, i, factor, sums, differences);
                to.real[i + (factor - 1) * start] = sum(sums.real);
                to.imaginary[i + (factor - 1) * start] = sum(sums.imaginary);
                for (int one = 1; one <= pairs; one++) {
                    double a = sums.real[0];
                    double b = sums.imaginary[0];
                    double c = 0;
                    double d = 0;
                    for (int pair = 1; pair <= pairs; pair++) {
                        int angle = one * pair % factor * (padded / factor);
                        a += sums.real[pair] * cosines[angle];
                        b += sums.imaginary[pair] * cosines[angle];
                        c += differences.imaginary[pair] * sines[angle];
                        d += differences.real[pair] * sines[angle];
                    }
                    int other = factor - one;
                    int target = i + (factor - 1) * start;
                    to.set(target + one * stride, a + c, b - d, cosines[one * start], sines[one * start]);
                    to.set(target + other * stride, a - c, b + d, cosines[other * start], sines[other * start]);
                }
            }
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /// @param sums of pairs; in front the number that has no partner
    private void pairUp(Numbers from, int first, int factor, Numbers sums, Numbers differences) {
        int apart = padded / factor;
        sums.real[0] = from.real[first];
        sums.imaginary[0] = from.imaginary[first];
        for (int pair = 1; pair <= factor / 2; pair++) {
            int one = first + pair * apart;
            int other = first + (factor - pair) * apart;
            sums.real[pair] = from.real[one] + from.real[other];
            sums.imaginary[pair] = from.imaginary[one] + from.imaginary[other];
            differences.real[pair] = from.real[one] - from.real[other];
            differences.imaginary[pair] = from.imaginary[one] - from.imaginary[other];
        }
    }
}
