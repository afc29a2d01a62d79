package dev.azulejo.core.pyramid;

import dev.azulejo.core.pixels.SrgbCurve;

/// Converts samples of 8 bits to linear light in whole numbers, and back, by [SrgbCurve]. The mean of
/// encoded samples is too dark: a fine pattern would change its brightness from level to level.
final class WholeLight {
    /// The light of the largest sample.
    static final int FULL = 1 << 22;

    private static final int SAMPLES = 256;
    private static final int BUCKET_BITS = 10; // so many buckets that none has room for two samples
    private static final int[] LIGHT = new int[SAMPLES];

    /// The least light that is nearer to a sample than to the one below; the last entry is beyond all.
    private static final int[] LEAST = new int[SAMPLES + 1];

    /// The sample of the least light in a bucket.
    private static final byte[] SAMPLE_OF_BUCKET = new byte[(FULL >> BUCKET_BITS) + 1];

    static {
        for (int sample = 0; sample < SAMPLES; sample++) {
            LIGHT[sample] = (int) Math.round(light(sample) * FULL);
            LEAST[sample] = sample == 0 ? 0 : (int) Math.ceil(light(sample - 0.5) * FULL);
        }
        LEAST[SAMPLES] = Integer.MAX_VALUE;
        int sample = 0;
        for (int bucket = 0; bucket < SAMPLE_OF_BUCKET.length; bucket++) {
            while (LEAST[sample + 1] <= bucket << BUCKET_BITS) {
                sample++;
            }
            SAMPLE_OF_BUCKET[bucket] = (byte) sample;
        }
    }

    private WholeLight() {}

    private static double light(double sample) {
        return SrgbCurve.light(sample / (SAMPLES - 1));
    }

    /// @return 0 to [#FULL]
    static int of(byte sample) {
        return LIGHT[sample & 0xff];
    }

    /// The sample nearest to `light`, which is 0 to [#FULL].
    static byte sample(int light) {
        int sample = SAMPLE_OF_BUCKET[light >> BUCKET_BITS] & 0xff;
        return (byte) (light >= LEAST[sample + 1] ? sample + 1 : sample);
    }
}
