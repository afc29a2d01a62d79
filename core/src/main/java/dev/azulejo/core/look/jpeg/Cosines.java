package dev.azulejo.core.look.jpeg;

/// The waves of the orthonormal DCT of 8 samples (ITU T.81, A.3.3).
final class Cosines {
    static final int SIDE = 8;

    private Cosines() {}

    /// The samples of each wave.
    ///
    /// @param frequencies how many, from 0 on; 8 at most
    static float[][] of(int frequencies) {
        var cosines = new float[frequencies][SIDE];
        for (int frequency = 0; frequency < frequencies; frequency++) {
            double gain = frequency == 0 ? Math.sqrt(1.0 / SIDE) : Math.sqrt(2.0 / SIDE);
            for (int x = 0; x < SIDE; x++) {
                cosines[frequency][x] = (float) (gain * Math.cos((2 * x + 1) * frequency * Math.PI / (2 * SIDE)));
            }
        }
        return cosines;
    }
}
