package dev.azulejo.imaging.colour;

import java.util.List;

/// The light that a sample means, both from 0 to 1, as one of ICC's parametric curves (ICC.1:2022, 10.18).
///
/// @param function 0: x^g; 3: (ax + b)^g from d on, cx below
/// @param numbers the parameters, in the order g, a, b, c, d
public record ToneCurve(int function, List<Double> numbers) {
    /// The curve of sRGB (IEC 61966-2-1).
    public static final ToneCurve SRGB = new ToneCurve(3, List.of(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045));

    /// The curve of SMPTE ST 240.
    static final ToneCurve SMPTE_240 =
            new ToneCurve(3, List.of(1 / 0.45, 1 / 1.1115, 0.1115 / 1.1115, 1 / 4.0, 0.0912));

    public ToneCurve {
        numbers = List.copyOf(numbers);
    }

    public static ToneCurve power(double exponent) {
        return new ToneCurve(0, List.of(exponent));
    }

    public double[] parameters() {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
