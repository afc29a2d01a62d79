package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Saves as JPEG.
///
/// @param quality 1 to 100
/// @param subsampled how often colours have half the resolution, from 0 to 1; if JSON does not say, always
///     for a quality below 90, else never
public record Jpeg(
        @Nullable Double chance, Range quality, @Nullable Double subsampled) implements DamageStep {
    private static final int SUBSAMPLED_BELOW = 90;

    public Jpeg {
        Chance.of(chance);
        if (quality == null) {
            throw new IllegalArgumentException("jpeg needs quality");
        }
        quality.within("jpeg: quality", 1, 100);
        if (subsampled != null) {
            Chance.of(subsampled);
        }
    }

    @Override
    public Picture damaged(Picture picture, Random random, Setting setting) {
        int drawnQuality = quality.drawnWhole(random);
        setting.strengths().jpeg(drawnQuality);
        double draw = random.nextDouble();
        return setting.codecs()
                .jpeg(picture, drawnQuality, subsampled == null ? drawnQuality < SUBSAMPLED_BELOW : draw < subsampled);
    }
}
