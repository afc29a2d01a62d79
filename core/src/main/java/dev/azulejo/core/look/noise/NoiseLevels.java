package dev.azulejo.core.look.noise;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// How noisy a picture is, by band and by brightness. Values with too little evidence are empty: a picture
/// smaller than some blocks, a band that is black or white throughout.
///
/// @param byBrightness noise of luma where the mean is in each quarter of 0 to 255, the darkest first
/// @param colours the noise that each band has for itself; empty in a grey picture
public record NoiseLevels(
        Optional<Noise> luma,
        Optional<Noise> red,
        Optional<Noise> green,
        Optional<Noise> blue,
        List<Optional<Noise>> byBrightness,
        Optional<ColourNoise> colours) {
    /// The noise of luma for noise of 1 in each band, by the weights of JPEG: the root of 0.299² + 0.587² +
    /// 0.114².
    private static final double LUMA_OF_INDEPENDENT_BANDS = 0.668;

    private static final double MOST_OF_MIDDLE = 2;

    /// The least part of the noise that must be each band's own, and whiter than texture, to be sure of it.
    private static final double LEAST_OWN = 0.5;

    /// The same of noise that all bands share, as in grey pictures: how much coarser than white it may be at half the
    /// resolution, and how much of the finest structure it must be.
    private static final double MOST_COARSER = 1.25;

    private static final double LEAST_SHARED = 0.25;

    /// The least of a colour's own noise that a JPEG leaves of noise, in levels.
    private static final double LEAST_LEFT = 0.2;

    /// The quality from which noise of up to so many levels is found in a JPEG by what is left of it, and not texture.
    private static final int LEAVES_NOISE = 82;

    private static final double MOST_LEFT = 10;

    /// The fewest bands: a single one may be the one without a ground.
    private static final int LEAST_BANDS = 2;

    private static final int LEAST_BLOCKS_OF_GRAIN = 16;
    private static final double MOST_GRAIN = 7;

    /// The factor from noise found after JPEG at half the resolution: white noise of 6 levels has 4 left
    /// after quality 88.
    private static final double LEFT_BY_JPEG = 1.4;

    public NoiseLevels {
        byBrightness = List.copyOf(byBrightness);
    }

    /// The white noise of a colour band: the root of the mean of squares of the known bands, two at least.
    /// A band with far more than the others has texture, and counts as twice the middle one.
    public OptionalDouble sigma() {
        double[] sigmas = bands().mapToDouble(Noise::sigma).sorted().toArray();
        if (sigmas.length < LEAST_BANDS) {
            return OptionalDouble.empty();
        }
        return Arrays.stream(sigmas)
                .map(sigma -> Math.min(sigma, MOST_OF_MIDDLE * sigmas[sigmas.length / 2]))
                .map(sigma -> sigma * sigma)
                .average()
                .stream()
                .map(Math::sqrt)
                .findFirst();
    }

    /// How much of the finest structure of the colour bands is white noise, 0 to 1, by variance: much where little
    /// else is in the picture, such as out of focus or in skies.
    public OptionalDouble share() {
        double structure = bands().mapToDouble(Noise::structure).average().orElse(0);
        var sigma = sigma();
        return structure == 0 || sigma.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(1, sigma.getAsDouble() * sigma.getAsDouble() / structure));
    }

    /// Whether what was found is noise for sure, and not fine texture, such as grass or cloth: it is another
    /// one in each band, or as white as only noise is. Tells nothing of pictures that went through a JPEG,
    /// which evens colours.
    public boolean isSure() {
        double sigma = sigma().orElse(0);
        boolean isOwn = colours.filter(each -> each.isWhite() && each.fine() >= LEAST_OWN * sigma)
                .isPresent();
        boolean isAsWhite = luma.filter(each -> each.coarseSigma() <= MOST_COARSER * each.sigma())
                .isPresent();
        return isOwn || (isAsWhite && share().orElse(0) >= LEAST_SHARED);
    }

    /// The same of a picture that went through a JPEG: it has rounded most of what a colour had for itself, and all of
    /// that where there was no noise. A fine one left enough of weak noise to find it by itself, and a grey picture
    /// tells nothing here.
    ///
    /// @param quality of the JPEG, 1 to 100
    /// @param found the noise in levels
    public boolean isSureOfJpeg(int quality, double found) {
        boolean leavesNoise = quality >= LEAVES_NOISE && found <= MOST_LEFT;
        return leavesNoise || colours.map(ColourNoise::fine).orElse(LEAST_LEFT) >= LEAST_LEFT;
    }

    private Stream<Noise> bands() {
        return Stream.of(red, green, blue).flatMap(Optional::stream);
    }

    /// The white noise of a colour band that would be as strong if each band's were independent, as models
    /// for noise expect. Noise that the bands share, as in a grey photograph, is not averaged out in luma
    /// and counts for more.
    public OptionalDouble equivalent() {
        var sigma = sigma();
        if (sigma.isEmpty()) {
            return sigma;
        }
        double ofBands = sigma.getAsDouble();
        double shared =
                luma.map(noise -> Math.min(noise.sigma(), ofBands)).orElse(0.0); // luma has no more than its bands
        return OptionalDouble.of(Math.max(ofBands, equivalent(shared)));
    }

    /// The noise of a colour band that would leave that much in luma, if each band's were independent.
    public static double equivalent(double luma) {
        return luma / LUMA_OF_INDEPENDENT_BANDS;
    }

    /// The noise before a JPEG, which rounds the finest of it away: found at half the resolution, if many
    /// blocks have the same. Stronger structure is texture.
    public OptionalDouble throughJpeg() {
        return luma.filter(noise -> noise.blocks() >= LEAST_BLOCKS_OF_GRAIN && noise.coarseSigma() <= MOST_GRAIN)
                .map(noise -> OptionalDouble.of(LEFT_BY_JPEG * noise.coarseSigma()))
                .orElse(OptionalDouble.empty());
    }
}
