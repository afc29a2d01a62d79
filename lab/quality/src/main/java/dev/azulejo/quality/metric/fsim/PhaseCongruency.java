package dev.azulejo.quality.metric.fsim;

import dev.azulejo.quality.metric.fsim.LogGabor.NoiseResponse;
import dev.azulejo.quality.metric.rows.Lanes;
import java.util.Arrays;

/// How far the waves of a plane agree in phase at each pixel, from 0 to 1: near 1 at edges and lines of any contrast
/// (Kovesi, "Image features from phase congruency", Videre 1(3), 1999, with the parameters of [Fsim]).
final class PhaseCongruency {
    /// The number of standard deviations above the mean that still count as noise.
    private static final double NOISE_SIGMAS = 2;

    /// The factor by which this measure overestimates noise, roughly (Kovesi's `phasecong2.m`).
    private static final double OVERESTIMATE = 1.7;

    private static final double EPSILON = Math.ulp(1.0);

    private final int width;
    private final int height;
    private final Spectrum image;
    private final Spectrum[] answers = new Spectrum[LogGabor.SCALES];
    private final double[] energies;
    private final double[] amplitudes;

    /// @param plane row by row
    PhaseCongruency(double[] plane, int width, int height) {
        this.width = width;
        this.height = height;
        image = new Spectrum(width, height);
        System.arraycopy(plane, 0, image.real(), 0, plane.length);
        image.forward();
        for (int scale = 0; scale < answers.length; scale++) {
            answers[scale] = image.blank();
        }
        energies = new double[plane.length];
        amplitudes = new double[plane.length];
    }

    static double[] of(double[] plane, int width, int height, LogGabor filters) {
        var congruency = new PhaseCongruency(plane, width, height);
        for (int orientation = 0; orientation < LogGabor.ORIENTATIONS; orientation++) {
            congruency.add(filters, orientation);
        }
        return congruency.values();
    }

    private void add(LogGabor filters, int orientation) {
        for (int scale = 0; scale < answers.length; scale++) {
            answers[scale].setFiltered(image, filters.radial(scale), filters.angular(orientation));
            answers[scale].inverse();
        }
        double noise = noise(filters.noiseResponse(orientation));
        Lanes.each(height, y -> addRow(y, noise));
    }

    private void addRow(int y, double noise) {
        for (int at = y * width; at < (y + 1) * width; at++) {
            double even = 0;
            double odd = 0;
            for (var answer : answers) {
                even += answer.real()[at];
                odd += answer.imaginary()[at];
                amplitudes[at] += Math.sqrt(square(answer, at));
            }
            double length = Math.sqrt(even * even + odd * odd) + EPSILON;
            even /= length;
            odd /= length;
            double energy = 0;
            for (var answer : answers) {
                double a = answer.real()[at];
                double b = answer.imaginary()[at];
                energy += a * even + b * odd - Math.abs(a * odd - b * even);
            }
            energies[at] += Math.max(0, energy - noise);
        }
    }

    private static double square(Spectrum answer, int at) {
        double a = answer.real()[at];
        double b = answer.imaginary()[at];
        return a * a + b * b;
    }

    /// The energy up to which all may be noise: its squares at the smallest scale are taken as those of
    /// Gaussian noise, and their median gives their mean.
    private double noise(NoiseResponse response) {
        var squares = new double[width * height];
        Lanes.each(height, y -> {
            for (int at = y * width; at < (y + 1) * width; at++) {
                squares[at] = square(answers[0], at);
            }
        });
        Arrays.parallelSort(squares);
        double mean = squares[(squares.length - 1) / 2] / Math.log(2);
        double power = mean / response.least();
        double energy = 2 * power * response.squares() + 4 * power * response.products();
        double rayleigh = Math.sqrt(energy / 2);
        return (rayleigh * Math.sqrt(Math.PI / 2) + NOISE_SIGMAS * rayleigh * Math.sqrt(2 - Math.PI / 2))
                / OVERESTIMATE;
    }

    private double[] values() {
        var values = new double[energies.length];
        for (int at = 0; at < values.length; at++) {
            values[at] = (energies[at] + EPSILON) / (amplitudes[at] + EPSILON);
        }
        return values;
    }
}
