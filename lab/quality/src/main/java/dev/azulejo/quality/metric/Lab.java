package dev.azulejo.quality.metric;

import dev.azulejo.core.pixels.SrgbCurve;

/// Computes colours of CIE 1976 L*a*b*, and how different two of them look. Linear light is that of sRGB
/// (IEC 61966-2-1), the matrix is scikit-image's, and white is D65 for two degrees.
final class Lab {
    private static final double WHITE_X = 0.95047;
    private static final double WHITE_Z = 1.08883;
    private static final double CUBE_BEGINS = 0.008856;

    private static final int STEPS = 65_535;
    private static final double[] LIGHT = light();

    private static final double TO_7TH = 25.0 * 25 * 25 * 25 * 25 * 25 * 25;

    private Lab() {}

    private static double[] light() {
        var light = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            light[i] = SrgbCurve.light((double) i / STEPS);
        }
        return light;
    }

    /// The linear light of an encoded sample from 0 to 255, of which there are 256 or 65,536.
    static double light(double level) {
        return LIGHT[(int) (level * (STEPS / 255) + 0.5)];
    }

    /// Fills `target` with L*, a* and b* of three amounts of light.
    static void of(double red, double green, double blue, double[] target) {
        double x = root((0.412453 * red + 0.357580 * green + 0.180423 * blue) / WHITE_X);
        double y = root(0.212671 * red + 0.715160 * green + 0.072169 * blue);
        double z = root((0.019334 * red + 0.119193 * green + 0.950227 * blue) / WHITE_Z);
        target[0] = 116 * y - 16;
        target[1] = 500 * (x - y);
        target[2] = 200 * (y - z);
    }

    private static double root(double value) {
        return value > CUBE_BEGINS ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
    }

    /// CIEDE2000 of two colours (Sharma, Wu and Dalal, Color Research and Application 30(1), 2005), with all weights 1.
    static double difference(double[] one, double[] other) {
        double chroma = (length(one[1], one[2]) + length(other[1], other[2])) / 2;
        double greyness = 1 + 0.5 * (1 - Math.sqrt(seventh(chroma)));
        double a1 = one[1] * greyness;
        double a2 = other[1] * greyness;
        double chroma1 = length(a1, one[2]);
        double chroma2 = length(a2, other[2]);
        double hue1 = hue(a1, one[2]);
        double hue2 = hue(a2, other[2]);
        boolean isGrey = chroma1 * chroma2 == 0;
        double turn = isGrey ? 0 : turn(hue1, hue2);
        double hue = isGrey ? hue1 + hue2 : meanHue(hue1, hue2);
        double meanChroma = (chroma1 + chroma2) / 2;
        double weight = 1
                - 0.17 * Math.cos(hue - Math.toRadians(30))
                + 0.24 * Math.cos(2 * hue)
                + 0.32 * Math.cos(3 * hue + Math.toRadians(6))
                - 0.20 * Math.cos(4 * hue - Math.toRadians(63));
        double fromMiddle = (one[0] + other[0]) / 2 - 50;
        double lightnessScale = 1 + 0.015 * fromMiddle * fromMiddle / Math.sqrt(20 + fromMiddle * fromMiddle);
        double lightness = (other[0] - one[0]) / lightnessScale;
        double saturation = (chroma2 - chroma1) / (1 + 0.045 * meanChroma);
        double tint = 2 * Math.sqrt(chroma1 * chroma2) * Math.sin(turn / 2) / (1 + 0.015 * meanChroma * weight);
        double fromBlue = (Math.toDegrees(hue) - 275) / 25;
        double rotation =
                -Math.sin(Math.toRadians(60 * Math.exp(-fromBlue * fromBlue))) * 2 * Math.sqrt(seventh(meanChroma));
        return Math.sqrt(Math.max(
                0, lightness * lightness + saturation * saturation + tint * tint + rotation * saturation * tint));
    }

    /// The length of a vector without [Math#hypot], which is slow: these numbers cannot overflow.
    private static double length(double a, double b) {
        return Math.sqrt(a * a + b * b);
    }

    private static double seventh(double chroma) {
        double cube = chroma * chroma * chroma;
        double power = cube * cube * chroma;
        return power / (power + TO_7TH);
    }

    /// The hue angle, from 0 to a whole turn.
    private static double hue(double a, double b) {
        double hue = a == 0 && b == 0 ? 0 : Math.atan2(b, a);
        return hue < 0 ? hue + 2 * Math.PI : hue;
    }

    /// The angle from one hue to another, the shorter way.
    private static double turn(double from, double to) {
        double turn = to - from;
        if (turn > Math.PI) {
            return turn - 2 * Math.PI;
        }
        return turn < -Math.PI ? turn + 2 * Math.PI : turn;
    }

    private static double meanHue(double one, double other) {
        double sum = one + other;
        if (Math.abs(one - other) <= Math.PI) {
            return sum / 2;
        }
        return sum < 2 * Math.PI ? sum / 2 + Math.PI : sum / 2 - Math.PI;
    }
}
