package dev.azulejo.core.resize;

/// Between encoded samples and light, by the curve of sRGB (IEC 61966-2-1). Grey and RGB are averaged in light:
/// else fine detail gets darker as it is reduced. Profiles whose curve is another, mostly a plain power of 2.2, come
/// close to it, and the way there and back is exact for any.
final class LinearLight {
    private static final int STEPS = 65_535;
    private static final LinearLight EIGHT = new LinearLight(255);
    private static final LinearLight SIXTEEN = new LinearLight(STEPS);

    private final float[] light;
    private final float[] encoded;
    private final int max;

    private LinearLight(int max) {
        this.max = max;
        light = new float[max + 1];
        for (int i = 0; i <= max; i++) {
            light[i] = (float) decoded((double) i / max);
        }
        encoded = new float[STEPS + 2];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = (float) (encoded(Math.min(1, (double) i / STEPS)) * max);
        }
    }

    /// @param bits 8 or 16 of a sample
    static LinearLight of(int bits) {
        return bits == 8 ? EIGHT : SIXTEEN;
    }

    /// @return light from 0 to 1 for each sample
    float[] table() {
        return light;
    }

    /// The nearest sample for an amount of light; what is out of range becomes black or white.
    int sample(float amount) {
        if (!(amount > 0)) {
            return 0;
        }
        if (amount >= 1) {
            return max;
        }
        float place = amount * STEPS;
        int step = (int) place;
        float low = encoded[step];
        return (int) (low + (encoded[step + 1] - low) * (place - step) + 0.5f);
    }

    private static double decoded(double value) {
        return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double encoded(double amount) {
        return amount <= 0.0031308 ? amount * 12.92 : 1.055 * StrictMath.pow(amount, 1 / 2.4) - 0.055;
    }
}
