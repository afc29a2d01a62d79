package dev.azulejo.quality.metric.fsim;

import dev.azulejo.quality.metric.rows.Lanes;

/// A complex number for each pixel of a plane, and its Fourier transform, in place. For one thread; spreads its work
/// by [Lanes].
final class Spectrum {
    private final int width;
    private final int height;
    private final Fourier across;
    private final Fourier down;
    private final double[] real;
    private final double[] imaginary;

    Spectrum(int width, int height) {
        this(width, height, new Fourier(width), new Fourier(height));
    }

    private Spectrum(int width, int height, Fourier across, Fourier down) {
        this.width = width;
        this.height = height;
        this.across = across;
        this.down = down;
        real = new double[width * height];
        imaginary = new double[width * height];
    }

    /// A new spectrum of the same shape, all 0.
    Spectrum blank() {
        return new Spectrum(width, height, across, down);
    }

    double[] real() {
        return real;
    }

    double[] imaginary() {
        return imaginary;
    }

    void forward() {
        transform(Fourier::forward);
    }

    void inverse() {
        transform(Fourier::inverse);
    }

    private interface Direction {
        void transform(Fourier fourier, double[] real, double[] imaginary);
    }

    private void transform(Direction direction) {
        Lanes.each(height, y -> line(direction, across, y * width, 1, width));
        Lanes.each(width, x -> line(direction, down, x, width, height));
    }

    private void line(Direction direction, Fourier fourier, int first, int step, int length) {
        var a = new double[length];
        var b = new double[length];
        for (int i = 0; i < length; i++) {
            a[i] = real[first + i * step];
            b[i] = imaginary[first + i * step];
        }
        direction.transform(fourier, a, b);
        for (int i = 0; i < length; i++) {
            real[first + i * step] = a[i];
            imaginary[first + i * step] = b[i];
        }
    }

    /// Sets this to the product of another spectrum and two filters.
    void setFiltered(Spectrum from, double[] radial, double[] angular) {
        Lanes.each(height, y -> {
            for (int i = y * width; i < (y + 1) * width; i++) {
                double filter = radial[i] * angular[i];
                real[i] = from.real[i] * filter;
                imaginary[i] = from.imaginary[i] * filter;
            }
        });
    }
}
