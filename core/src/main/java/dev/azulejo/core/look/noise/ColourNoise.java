package dev.azulejo.core.look.noise;

/// What one colour band has and the others do not share, in the finest structure of the evenest blocks, in levels of
/// 255. Texture is light and shade, which all bands show at once, so little of it is left here; the noise of a sensor
/// is another in each band, and all of it is left.
///
/// @param fine standard deviation of white noise that would leave as much
/// @param coarse the same after means over 2 x 2 pixels: half of `fine` for white noise, and nearly twice `fine` for
///     noise that a camera computed the missing colours of its pixels from (demosaicing)
public record ColourNoise(double fine, double coarse) {
    /// The ratio of coarse to fine up to which noise is white, and from which all of it was mixed with its neighbours'.
    private static final double WHITE_RATIO = 0.6;

    private static final double MIXED_RATIO = 1.2;

    /// The least coarse noise that is believed to be a sensor's, where the ratio says so and where it is between. Of
    /// 418 clean photographs, reduced by means and by Lanczos, three have more than these (ADR 132).
    private static final double LEAST_MIXED = 1.25;

    private static final double LEAST_BETWEEN = 2.2;

    /// The least fine noise that a ratio is made of: both are uncertain below it.
    private static final double LEAST_FINE = 0.3;

    /// The white noise that FFDNet must be told of to remove what is coarse, measured with noise of 2 to 10 levels
    /// behind a mosaic of Bayer's and bilinear interpolation: the best of 0.5 to 2 times the noise.
    private static final double TOLD_OF_COARSE = 3.3;

    boolean isWhite() {
        return coarse <= WHITE_RATIO * Math.max(fine, LEAST_FINE);
    }

    /// The white noise for which a model should be told this one; 0 where it is white, or too little to be believed.
    public double ofSensor() {
        double ratio = coarse / Math.max(fine, LEAST_FINE);
        double mixed = Math.clamp((ratio - WHITE_RATIO) / (MIXED_RATIO - WHITE_RATIO), 0, 1);
        boolean isBelieved = coarse >= (mixed == 1 ? LEAST_MIXED : LEAST_BETWEEN) && mixed > 0;
        return isBelieved ? (1 - mixed) * fine + mixed * TOLD_OF_COARSE * coarse : 0;
    }
}
