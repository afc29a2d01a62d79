package dev.azulejo.core.resize;

import dev.azulejo.core.pixels.SrgbCurve;

/// Converts encoded samples to linear light and back, by [SrgbCurve]. Grey and RGB are averaged in light,
/// since otherwise fine detail gets darker as it is reduced. Profiles with another curve, mostly a plain
/// power of 2.2, come close to it, and the way there and back is exact for any.
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
            light[i] = (float) SrgbCurve.light((double) i / max);
        }
        encoded = new float[STEPS + 2];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = (float) (SrgbCurve.encoded(Math.min(1, (double) i / STEPS)) * max);
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

    /// The nearest sample for an amount of light; amounts out of range become black or white.
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
}
