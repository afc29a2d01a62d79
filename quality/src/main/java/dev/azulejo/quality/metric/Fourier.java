package dev.azulejo.quality.metric;

/// The discrete Fourier transform of one length, in place: by halving (Cooley and Tukey 1965) where the length is a
/// power of two, else as a convolution of such a length (Bluestein 1970). Thread-safe.
final class Fourier {
    private final int length;
    private final int padded;
    private final double[] cosines;
    private final double[] sines;
    private final int[] order;
    private final double[] chirpReal;
    private final double[] chirpImaginary;
    private final double[] kernelReal;
    private final double[] kernelImaginary;

    Fourier(int length) {
        this.length = length;
        boolean isPower = Integer.bitCount(length) == 1;
        padded = isPower ? length : Integer.highestOneBit(2 * length - 1) << 1;
        cosines = new double[padded / 2];
        sines = new double[padded / 2];
        for (int i = 0; i < padded / 2; i++) {
            double angle = 2 * StrictMath.PI * i / padded;
            cosines[i] = StrictMath.cos(angle);
            sines[i] = StrictMath.sin(angle);
        }
        order = new int[padded];
        for (int i = 1; i < padded; i++) {
            order[i] = order[i >> 1] >> 1 | ((i & 1) == 1 ? padded >> 1 : 0);
        }
        int chirp = isPower ? 0 : length;
        chirpReal = new double[chirp];
        chirpImaginary = new double[chirp];
        kernelReal = new double[isPower ? 0 : padded];
        kernelImaginary = new double[isPower ? 0 : padded];
        if (!isPower) {
            prepareChirp();
        }
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
        transformPower(kernelReal, kernelImaginary);
    }

    /// Forward, without a factor.
    void forward(double[] real, double[] imaginary) {
        if (chirpReal.length == 0) {
            transformPower(real, imaginary);
        } else {
            transformAny(real, imaginary);
        }
    }

    /// The inverse of [#forward], with a factor of one by the length.
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
        transformPower(a, b);
        for (int i = 0; i < padded; i++) {
            double product = a[i] * kernelReal[i] - b[i] * kernelImaginary[i];
            b[i] = a[i] * kernelImaginary[i] + b[i] * kernelReal[i];
            a[i] = product;
        }
        transformPower(b, a);
        for (int i = 0; i < length; i++) {
            real[i] = (a[i] * chirpReal[i] + b[i] * chirpImaginary[i]) / padded;
            imaginary[i] = (b[i] * chirpReal[i] - a[i] * chirpImaginary[i]) / padded;
        }
    }

    private void transformPower(double[] real, double[] imaginary) {
        for (int i = 0; i < padded; i++) {
            int j = order[i];
            if (i < j) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
        for (int half = 1; half < padded; half *= 2) {
            int step = padded / (2 * half);
            for (int start = 0; start < padded; start += 2 * half) {
                butterflies(real, imaginary, start, half, step);
            }
        }
    }

    private void butterflies(double[] real, double[] imaginary, int start, int half, int step) {
        for (int i = 0; i < half; i++) {
            double cosine = cosines[i * step];
            double sine = sines[i * step];
            int upper = start + i;
            int lower = upper + half;
            double a = real[lower] * cosine + imaginary[lower] * sine;
            double b = imaginary[lower] * cosine - real[lower] * sine;
            real[lower] = real[upper] - a;
            imaginary[lower] = imaginary[upper] - b;
            real[upper] += a;
            imaginary[upper] += b;
        }
    }

    private static void swap(double[] values, int i, int j) {
        double kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }
}
