package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Adds noise that is independent from pixel to pixel.
///
/// @param deviation in levels of 255: everywhere, or with `poisson` where the picture is white; its square
///     then falls with the light
/// @param grey how often all three colours get the same noise, from 0 to 1
/// @param poisson how often it is the noise of counted light, from 0 to 1
public record Noise(
        @Nullable Double chance,
        Range deviation,
        @Nullable Double grey,
        @Nullable Double poisson) implements DamageStep {
    private static final double MOST = 80;

    public Noise {
        Chance.of(chance);
        if (deviation == null) {
            throw new IllegalArgumentException("noise needs deviation");
        }
        deviation.within("noise: deviation", 0, MOST);
        grey = grey == null ? 0 : Chance.of(grey);
        poisson = poisson == null ? 0 : Chance.of(poisson);
    }

    @Override
    public Picture damaged(Picture picture, Random random, Setting setting) {
        double sigma = deviation.drawn(random);
        boolean isGrey = random.nextDouble() < (grey == null ? 0 : grey);
        setting.strengths().noise(sigma);
        boolean isPoisson = random.nextDouble() < (poisson == null ? 0 : poisson);
        var result = Picture.blank(picture.width(), picture.height());
        for (int pixel = 0; pixel < picture.pixels(); pixel++) {
            double drawn = random.nextGaussian();
            for (int band = 0; band < Picture.BANDS; band++) {
                int at = band * picture.pixels() + pixel;
                float sample = picture.samples()[at];
                if (!isGrey && band > 0) {
                    drawn = random.nextGaussian();
                }
                double noisy = isPoisson ? Counts.noisy(sample, sigma, random, drawn) : sample + sigma * drawn;
                result.samples()[at] = (float) noisy;
            }
        }
        return result;
    }
}
