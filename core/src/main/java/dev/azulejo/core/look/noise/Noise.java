package dev.azulejo.core.look.noise;

/// The standard deviation of the noise of one band, in levels of 255.
///
/// @param sigma of white noise, which differs from pixel to pixel; texture is taken off by what it has at half the
///     resolution, so noise that was smoothed is found too low
/// @param coarseSigma of white noise that would leave what the same blocks have at half the resolution; at least
///     `sigma`, and well above it for noise that went through a JPEG, demosaicing or scaling, and for texture
/// @param blocks of 16 x 16 pixels that it was measured in
/// @param structure mean variance of the finest structure of the whole band, noise included: of white noise to which
///     the same filter would answer alike
public record Noise(double sigma, double coarseSigma, long blocks, double structure) {
    /// The ratio of coarse to white noise above which it is grain, smoothed noise or texture.
    private static final double SMOOTHED = 1.5;

    public Noise {
        if (!(sigma >= 0) || !(coarseSigma >= sigma) || blocks < 1 || !(structure >= 0)) {
            throw new IllegalArgumentException("no such noise: sigma %s, coarse %s, of %d blocks, structure %s"
                    .formatted(sigma, coarseSigma, blocks, structure));
        }
    }

    static Noise none(long blocks, double structure) {
        return new Noise(0, 0, blocks, structure);
    }

    /// Whether the noise is shared by neighbouring pixels.
    public boolean isSmoothed() {
        return coarseSigma > 1 && coarseSigma > SMOOTHED * sigma;
    }
}
