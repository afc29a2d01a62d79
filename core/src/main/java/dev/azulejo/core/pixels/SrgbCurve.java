package dev.azulejo.core.pixels;

/// The curve of sRGB (IEC 61966-2-1) between encoded values and light, both from 0 to 1. It uses strict
/// arithmetic, so tables computed from it have the same bits on every machine.
public final class SrgbCurve {
    private SrgbCurve() {}

    public static double light(double encoded) {
        return encoded <= 0.04045 ? encoded / 12.92 : StrictMath.pow((encoded + 0.055) / 1.055, 2.4);
    }

    public static double encoded(double light) {
        return light <= 0.0031308 ? light * 12.92 : 1.055 * StrictMath.pow(light, 1 / 2.4) - 0.055;
    }
}
